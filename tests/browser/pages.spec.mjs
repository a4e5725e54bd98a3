// Every page that links lead to: no barrier, no overflow, no error, nothing asked from elsewhere.
import { expect, test } from '@playwright/test';
import { barriers, go, leave, overflow, signIn, world } from './people.mjs';

const WIDTHS = [1280, 390];
const MAIN = ['/today', '/projects', '/projects?view=list', '/companies', '/organisations', '/territories', '/activities', '/sources', '/account'];
const ALONE = ['/sign-in', '/password-reset', '/accessibility', '/nowhere', '/sign-in/link/never-made', '/password-reset/never-made', '/invitations/never-made'];

/** The pages of one shape, as one: /projects/{id}/edit. */
const shape = (url) => {
  const { pathname, searchParams } = new URL(url);
  const path = pathname.replace(/(territories\/[a-z]+)-\w+/, '$1-{code}').replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\/[0-9A-Za-z]{20,}/g, '/{id}').replace('//', '/');
  return `${path}?${[...searchParams.keys()].sort()}`;
};

/** Listens to what a page must never do. */
function listen(page) {
  const heard = [];
  // The graphics driver complains that axe reads the pixels of a map: that is no doing of the page.
  const driver = (text) => text.includes('GL Driver Message (OpenGL, Performance');
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !driver(message.text()) && heard.push(`console: ${message.text()} (${page.url()})`));
  page.on('pageerror', (error) => heard.push(`script: ${error.message} (${page.url()})`));
  page.on('request', (request) => {
    if (!request.url().startsWith(world.address)) heard.push(`request to ${request.url()} (${page.url()})`);
  });
  return heard;
}

/** Looks at the page in its widths and colours. */
async function look(page, path, schemes = ['light']) {
  const found = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await overflow(page);
    if (wide) found.push(`${path} at ${width}: ${wide} px too wide`);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const line of await barriers(page)) found.push(`${path} at ${width}, ${colorScheme}: ${line}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/** Follows every link: two sheets of each kind, one page of any other shape, and not every combination of filters. */
async function everyPage(page, visit) {
  const waiting = [`${world.address}/today`];
  const seen = new Set(waiting);
  const shapes = new Map();
  while (waiting.length) {
    const url = waiting.shift();
    await go(page, url);
    await visit(url);
    const links = await page.locator('a[href]').evaluateAll((nodes) => nodes.map((node) => node.href.split('#')[0]));
    for (const link of links) {
      const times = shapes.get(shape(link)) ?? 0;
      if (!link.startsWith(`${world.address}/`) || /\.(json|xlsx|csv)$/.test(new URL(link).pathname) || seen.has(link)) continue;
      const most = shape(link).endsWith('{id}?') ? 2 : 1;
      if (times >= most || new URL(link).searchParams.size > 2) continue;
      shapes.set(shape(link), times + 1);
      seen.add(link);
      waiting.push(link);
    }
  }
  return seen.size;
}

/** The shapes that somebody's pages were looked at in: another's pages of the same shape are only measured. */
const looked = new Map();

for (const [name, atLeast] of [['Claire Vidal', 15], ['Odile Perrin', 10], ['Léa Sorel', 6]]) {
  test(`every page that ${name} can reach`, async ({ page }) => {
    test.setTimeout(600_000);
    const heard = listen(page);
    await signIn(page, name);
    const found = [];
    const many = await everyPage(page, async (url) => {
      const path = url.slice(world.address.length);
      const first = looked.get(shape(url)) ?? name;
      looked.set(shape(url), first);
      const schemes = MAIN.includes(path) ? ['light', 'dark'] : first === name ? ['light'] : [];
      found.push(...(await look(page, path, schemes)));
    });
    expect.soft(found).toEqual([]);
    expect.soft(heard).toEqual([]);
    expect(many).toBeGreaterThanOrEqual(atLeast);
  });
}

test('pages without a session, and pages that say no', async ({ page }) => {
  await leave(page);
  const found = [];
  for (const path of ALONE) {
    await go(page, path);
    found.push(...(await look(page, path, ['light', 'dark'])));
  }
  await go(page, world.links['Claire Vidal']);
  found.push(...(await look(page, 'a link that has served')));
  expect(found).toEqual([]);
});

// Pictures to look at: nothing is asserted, so nothing is run unless they are asked for.
if (process.env.SCREENSHOTS) test('screenshots of the main pages', async ({ page }, info) => {
  await signIn(page, 'Claire Vidal');
  for (const path of MAIN) await shoot(page, info, path);
  await go(page, '/projects?view=list');
  const project = await page.locator('main tbody th a').first().getAttribute('href');
  for (const path of [project, `${project}/edit`, `${project}/grants`, '/projects/new', '/search?q=a']) await shoot(page, info, path);
  await go(page, '/companies');
  await shoot(page, info, await page.locator('main tbody th a').first().getAttribute('href'));
  await leave(page);
  await shoot(page, info, '/sign-in');
});

async function shoot(page, info, path) {
  await go(page, path);
  const file = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'id').replace(/\W+/g, '-').replace(/^-|-$/g, '');
  for (const width of WIDTHS) {
    for (const colorScheme of ['light', 'dark']) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const dark = colorScheme === 'dark' ? '-dark' : '';
      await page.screenshot({ path: info.outputPath(`${file}-${width}${dark}.png`), fullPage: true });
    }
  }
}
