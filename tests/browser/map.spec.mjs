// Maps: drawn where the browser can, a picture and a table without script, and nothing asked from elsewhere.
import { expect, test } from '@playwright/test';
import { barriers, go, overflow, signIn, title, world } from './people.mjs';

const PACA = '/territories/region-93';

/** What a page must never do; the driver of a machine without a graphics card speaks of its own slowness. */
function listen(page) {
  const heard = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('GL Driver Message')) heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(world.address)) heard.push(`request to ${request.url()}`);
  });
  return heard;
}

test('a territory is drawn, with its credits, by keyboard too', async ({ page }) => {
  const heard = listen(page);
  await signIn(page, 'Claire Vidal');
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await go(page, PACA);
    const map = page.getByRole('region', { name: 'Carte : Provence-Alpes-Côte d\'Azur' });
    await expect(map.and(page.locator('canvas'))).toBeVisible();
    await expect(page.getByText('IGN, Admin Express')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Agrandir' })).toBeVisible();
    await map.and(page.locator('canvas')).focus();
    await page.keyboard.press('+');
    await page.keyboard.press('ArrowLeft');
    expect(await overflow(page)).toBe(0);
    expect(await barriers(page)).toEqual([]);
  }
  expect(heard).toEqual([]);
});

test('a perimeter is drawn, and its territories lead to their pages', async ({ page }) => {
  const heard = listen(page);
  await signIn(page, 'Paul Roux');
  await go(page, '/perimeters');
  await page.getByRole('link', { name: 'Nord Franche-Comté' }).click();
  await expect(title(page)).toHaveText('Nord Franche-Comté');
  await expect(page.locator('.is-live canvas')).toBeVisible();
  await expect(page.getByText('sur 3 départements')).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('link', { name: 'Belfort', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Ce qui en parle' }).or(page.locator('section', { hasText: 'Ce qui en parle' })).first()).toContainText('Nord Franche-Comté');
  expect(heard).toEqual([]);
});

test('without script the picture and the table remain', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'fr-FR' });
  const page = await context.newPage();
  await signIn(page, 'Claire Vidal');
  await go(page, PACA);
  await expect(page.getByRole('img', { name: /^Carte/ })).toBeVisible();
  await expect(page.locator('canvas')).toHaveCount(0);
  await expect(page.locator('a[href="/territories/departement-84"]').first()).toBeVisible();
  await expect(page.getByText('IGN, Admin Express')).toBeVisible();
  await context.close();
});
