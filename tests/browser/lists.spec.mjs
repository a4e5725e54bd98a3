// What script adds to lists: a card dragged to another column, answers while one types, keys in a review.
import { expect, test } from '@playwright/test';
import { barriers, go, signIn } from './people.mjs';

test('a card is dragged, and says why it goes back', async ({ page }) => {
  await signIn(page, 'Claire Vidal');
  await go(page, '/projects');
  const card = page.locator('.m-cards > li', { has: page.getByRole('link', { name: 'Lavandin', exact: true }) });
  await card.getByRole('link', { name: 'Lavandin' }).dragTo(page.locator('.m-col[data-stage="contact"] header'));
  await expect(card.getByLabel('Raison')).toBeFocused();
  await page.keyboard.type('le contact a changé');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'déplacé' })).toBeVisible();
  await expect(page.locator('.m-col[data-stage="contact"]').getByRole('link', { name: 'Lavandin', exact: true })).toBeVisible();
});

test('answers come while one types, and are reached by keyboard', async ({ page }) => {
  await signIn(page, 'Claire Vidal');
  await go(page, '/companies');
  await page.keyboard.press('/');
  await page.keyboard.type('restanqe');
  const answer = page.locator('.m-answers').getByRole('link', { name: /Restanque/ });
  await expect(answer).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await expect(answer).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Restanque');
  await page.locator('#search').fill('zzzzzz');
  await expect(page.locator('.m-answers')).toContainText('Rien');
  await page.keyboard.press('Escape');
  await expect(page.locator('.m-answers')).toBeHidden();
});

test('a review goes by keys, and its minutes are written', async ({ page }) => {
  await signIn(page, 'Saïd Benali');
  await go(page, '/reviews');
  await page.getByRole('button', { name: 'Commencer une revue' }).click();
  const first = await page.locator('#now a').textContent();
  await page.keyboard.press('3');
  await expect(page.locator('#now a')).not.toHaveText(first);
  await page.getByRole('button', { name: 'Clore la revue' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Compte rendu de la revue');
  await expect(page.locator('main')).toContainText(first);
  await expect(page.getByRole('heading', { name: 'À relancer (1)' })).toBeVisible();
});
