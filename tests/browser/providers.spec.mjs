// Signing in at a real provider, by both variants, and out again.
import { expect, test } from '@playwright/test';
import { barriers, go, here, leave, press, title, world } from './people.mjs';

async function signInWith(page, label, address) {
  await leave(page);
  await go(page, '/sign-in');
  await press(page, `Se connecter avec ${label}`);
  await page.locator('input[name=login]').fill(address);
  await page.locator('input[name=password]').fill('nobody looks at it');
  await page.locator('button[type=submit]').click();
}

for (const [label, told] of [
  ['Essai', 'par Essai'],
  ['ProConnect d’essai', 'établissement 99999999900016'],
]) {
  test(`an invited person signs in with ${label}, and out of it`, async ({ page }) => {
    await signInWith(page, label, 'nadia.karam@provence.example');
    await expect(title(page)).toHaveText('Ma journée');
    await go(page, '/account');
    await expect(page.getByRole('region', { name: 'Sessions ouvertes' })).toContainText(`par ${label}`);
    await press(page, 'Autres manières de me connecter');
    await expect(title(page)).toHaveText('Manières de me connecter');
    await expect(page.getByRole('region', { name: 'Services d’identification' })).toContainText(label);
    if (label !== 'Essai') await expect(page.getByRole('main')).toContainText(told);
    expect(await barriers(page)).toEqual([]);
    await go(page, '/account');
    await press(page, 'Se déconnecter');
    await page.getByRole('button', { name: /sign me out/i }).click();
    await page.waitForURL(`${world.address}/**`);
    await expect(page.getByRole('status')).toContainText('ici et du service d’identification');
    await go(page, '/today');
    expect(here(page)).toBe('/sign-in');
  });
}

test('who was not invited is recognised and does not enter', async ({ page }) => {
  await signInWith(page, 'Essai', 'inconnue@ailleurs.example');
  await expect(page.getByRole('main')).toContainText('aucun compte invité ici n’a l’adresse');
  expect(await barriers(page)).toEqual([]);
  await go(page, '/today');
  expect(here(page)).toBe('/sign-in');
});
