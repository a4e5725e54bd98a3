// A meeting is noted on a phone: the form says as one types what it understands, and works the same without script.
import { expect, test } from '@playwright/test';
import { barriers, go, overflow, signIn } from './people.mjs';

const PHONE = { width: 390, height: 844 };

test('a meeting is noted on a phone, from the bar', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await signIn(page, 'Claire Vidal');
  await go(page, '/today');
  await page.getByRole('navigation', { name: 'Raccourcis' }).getByRole('link', { name: 'Noter' }).click();
  await page.getByText('Visite', { exact: true }).click();
  await page.getByLabel('Entreprise', { exact: true }).fill('Ostrava Thermal s.r.o.');
  await page.getByRole('checkbox', { name: 'Eva Novotná' }).check();
  await page.getByLabel('Ce qui s’est dit').fill('Visite confirmée, quatre personnes.');
  await page.getByLabel('Prochaine étape').fill('Envoyer le programme');
  await page.getByLabel('Pour quand').fill('fin juin 2099');
  await expect(page.getByText('Compris')).toContainText('30');
  expect(await barriers(page)).toEqual([]);
  expect(await overflow(page)).toBeFalsy();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page).toHaveURL(/\/today/);
  await expect(page.getByRole('status')).toHaveText('Échange noté.');
});

test('without script a button says with whom', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
  const page = await context.newPage();
  await signIn(page, 'Claire Vidal');
  await go(page, '/interactions/new');
  await page.getByLabel('Entreprise', { exact: true }).fill('Moravia Valves a.s.');
  await page.getByLabel('Ce qui s’est dit').fill('Rappelés.');
  await page.getByRole('button', { name: 'Voir leurs contacts et leurs projets' }).click();
  await expect(page.getByLabel('Ce qui s’est dit')).toHaveValue('Rappelés.');
  await page.getByLabel('Petr Horák').check();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('status')).toHaveText('Échange noté.');
  await expect(page.getByRole('main')).toContainText('Petr Horák');
  await context.close();
});
