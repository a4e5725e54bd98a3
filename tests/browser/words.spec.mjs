// Words longer than a line, and narrow screens: nothing spills, nothing hides, and what scrolls says so.
import { expect, test } from '@playwright/test';
import { barriers, fill, go, here, invented, overflow, press, signIn, title, world } from './people.mjs';

const WIDTHS = [1280, 390, 320];

/** What sticks out of its box: a card, a cell, a fact, a heading. What may scroll is no box. */
function spills(page) {
  return page.evaluate(() => {
    const boxes = document.querySelectorAll('main :is(h1, h2, h3, p, li, dd, dt, td, th, label, .m-sheet, .m-cards > li)');
    const out = (box) => box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0 && getComputedStyle(box).display !== 'inline';
    return [...boxes].filter((box) => out(box) && !box.closest('.visually-hidden')).map((box) => `${box.tagName}.${box.className}: ${box.scrollWidth} in ${box.clientWidth}`);
  });
}

test('a word without end stays in its card, its cell and its fact', async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, 'Claire Vidal');
  const name = invented('w').padEnd(190, 'W');
  // A code name is not that of its company.
  const code = invented('p').padEnd(190, 'P');
  const long = 'x'.repeat(300);
  await go(page, '/companies/new');
  await fill(page, { Nom: name, Pays: 'Italie', Ville: 'v'.repeat(190) });
  await page.getByLabel('Activité', { exact: true }).fill(long);
  await press(page, 'Ajouter l’entreprise');
  await page.getByRole('main').getByRole('link', { name: 'Noter un échange, avec qui' }).click();
  await fill(page, { 'Ce qui s’est dit': long, 'Prochaine étape': 's'.repeat(290), 'Pour quand': 'fin juin' });
  await press(page, 'Enregistrer');
  const company = here(page);
  await press(page, 'Piste');
  await fill(page, { 'Nom de code': code, Origine: 'Salon' });
  await press(page, 'Ouvrir la piste');
  await expect(title(page)).toContainText(code);
  const project = here(page);
  await press(page, 'Compléter');
  await fill(page, { Activité: long, 'Lieux concurrents': long, 'Désignation': long });
  await press(page, 'Enregistrer');
  await expect(page.getByRole('status')).toHaveText('C’est enregistré.');

  const found = [];
  for (const path of [project, `${project}/edit`, `${project}/grants`, company, `${company}/edit`, '/projects', '/projects?view=list', '/companies', '/today', '/today?week=yes', `/search?q=${name.slice(0, 8)}`, `/search?q=${code.slice(0, 8)}`]) {
    await go(page, path);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await overflow(page);
      if (wide) found.push(`${path} at ${width}: ${wide} px too wide`);
      for (const line of await spills(page)) found.push(`${path} at ${width}: ${line}`);
    }
    // A table keeps to its sheet as long as the screen is wide.
    await page.setViewportSize({ width: 1280, height: 900 });
    const tables = await page.locator('.m-scroll').evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth));
    if (tables.some((more) => more > 1)) found.push(`${path}: a table is ${Math.max(...tables)} px too wide`);
  }
  expect(found).toEqual([]);
});

test('one’s account fits the narrowest screen', async ({ page }) => {
  await signIn(page, 'Claire Vidal');
  for (const path of ['/account', '/account/second-step', '/today', '/projects', '/companies', '/organisations', '/sources']) {
    await go(page, path);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await overflow(page), path).toBe(0);
  }
});

test('every filter can be reached above the bottom bar', async ({ page }) => {
  await signIn(page, 'Claire Vidal');
  for (const path of ['/projects', '/projects?view=list&stage=signal&sector=biotech']) {
    await page.setViewportSize({ width: 390, height: 700 });
    await go(page, path);
    await page.locator('.m-chip-add > summary', { hasText: 'Filtrer' }).click();
    const last = page.locator('.m-chip-add[open] :is(select, button, li a)').last();
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await last.scrollIntoViewIfNeeded();
    const [item, bar] = [await last.boundingBox(), await page.locator('.m-tabbar').boundingBox()];
    expect(item.y + item.height, path).toBeLessThanOrEqual(bar.y);
    expect(await barriers(page)).toEqual([]);
    await page.locator('.m-chip-add[open] select[name="sector"]').selectOption('energy');
    await last.click();
    await expect(page).toHaveURL(/sector=energy/);
  }
});

test('a table that scrolls shows it at its edge', async ({ page }) => {
  await signIn(page, 'Claire Vidal');
  await go(page, '/projects?view=list');
  await page.setViewportSize({ width: 390, height: 900 });
  const region = page.locator('.m-scroll').first();
  expect(await region.evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(true);
  // Two covers follow what scrolls, two shades stay: a shade is seen where more is hidden.
  await expect(region).toHaveCSS('background-attachment', 'local, local, scroll, scroll');
});

test('a reader’s stage bar keeps its margin', async ({ page }) => {
  await signIn(page, 'Paul Roux');
  await go(page, '/projects?view=list');
  await page.locator('main tbody th a').first().click();
  expect(page.url()).toContain(world.address);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const [bar, sheet] = [await page.locator('.m-stages').boundingBox(), await page.locator('.m-sheet').first().boundingBox()];
    expect(sheet.y + sheet.height - bar.y - bar.height, `${width}`).toBeGreaterThanOrEqual(12);
  }
});
