// Passkeys, with the virtual key of Chromium: made, used alone, used after a password, removed.
// First of the run by its name: a session of less than a quarter of an hour is what lets a key be added.
import { createHmac } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { barriers, fill, go, here, press, title, world } from './people.mjs';

// Keys know no numeric address.
const SITE = world.address.replace('127.0.0.1', 'localhost');

async function virtualKey(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  };
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', { options });
  return { devtools, authenticatorId };
}

async function become(page, name) {
  await page.context().clearCookies();
  await page.context().addCookies(world.sessions[name].map((cookie) => ({ ...cookie, domain: 'localhost' })));
}

const keys = (page) => page.getByRole('region', { name: 'Clés d’accès' }).locator('tbody tr');

test('a passkey is added, signs in alone, and opens nothing once removed', async ({ page }) => {
  const { devtools, authenticatorId } = await virtualKey(page);
  await become(page, 'Claire Vidal');
  await go(page, `${SITE}/account/methods`);
  await fill(page, { 'Nom de la clé': 'ordinateur' });
  await press(page, 'Ajouter une clé d’accès');
  // No password opens her account: a session of less than a quarter of an hour is her proof.
  await expect(page.getByRole('status')).toContainText('Clé d’accès ajoutée');
  await expect(keys(page)).toHaveCount(1);
  await expect(keys(page)).toContainText('ordinateur');
  expect(await barriers(page)).toEqual([]);

  await page.context().clearCookies();
  await go(page, `${SITE}/sign-in?next=%2Fprojects`);
  await press(page, 'Utiliser une clé d’accès');
  await expect(title(page)).toHaveText('Projets');
  await go(page, `${SITE}/account`);
  await expect(page.getByRole('region', { name: 'Sessions ouvertes' })).toContainText('par clé d’accès');

  // A key that counts backwards was copied: it opens nothing.
  const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
  const copy = { ...credentials[0], signCount: 0 };
  await devtools.send('WebAuthn.removeCredential', { authenticatorId, credentialId: copy.credentialId });
  await devtools.send('WebAuthn.addCredential', { authenticatorId, credential: copy });
  const session = await page.context().cookies();
  await page.context().clearCookies();
  await go(page, `${SITE}/sign-in`);
  await press(page, 'Utiliser une clé d’accès');
  await expect(page.getByRole('main')).toContainText('semble avoir été copiée');

  await page.context().clearCookies();
  await page.context().addCookies(session);
  await go(page, `${SITE}/account/methods`);
  await expect(keys(page)).toContainText('peut-être volée');
  await page.getByRole('button', { name: 'Retirer ordinateur' }).click();
  await expect(page.getByRole('status')).toContainText('Clé d’accès retirée');
  await page.context().clearCookies();
  await go(page, `${SITE}/sign-in`);
  await press(page, 'Utiliser une clé d’accès');
  await expect(page.getByRole('main')).toContainText('n’ouvre rien ici');
  await go(page, `${SITE}/today`);
  expect(here(page)).toBe('/sign-in');
});

test('a passkey stands for the code that follows a first factor', async ({ page }) => {
  await virtualKey(page);
  await become(page, 'Marc Lenoir');
  await go(page, `${SITE}/account/methods`);
  await fill(page, { 'Nom de la clé': 'téléphone' });
  await press(page, 'Ajouter une clé d’accès');
  await expect(keys(page)).toHaveCount(1);
  await go(page, `${SITE}/account/second-step`);
  await press(page, 'Commencer');
  const secret = await page.getByRole('main').locator('dd code').textContent();
  await fill(page, { Code: code(secret.replaceAll(' ', '')) });
  await press(page, 'Demander un code désormais');
  await expect(page.getByRole('status')).toContainText('Un code sera demandé');
  const [, email] = /([\w.]+@[\w.]+)/.exec(await page.getByRole('main').textContent());

  await page.context().clearCookies();
  await go(page, '/sign-in');
  await press(page, 'Se connecter avec Essai');
  await page.locator('input[name=login]').fill(email);
  await page.locator('input[name=password]').fill('nobody looks at it');
  await page.locator('button[type=submit]').click();
  await expect(title(page)).toHaveText('Code de vérification');
  expect(await barriers(page)).toEqual([]);
  const cookies = await page.context().cookies(world.address);
  await page.context().addCookies(cookies.map(({ name, value }) => ({ name, value, domain: 'localhost', path: '/' })));
  await go(page, `${SITE}/sign-in/code`);
  await press(page, 'Utiliser une clé d’accès');
  await expect(title(page)).toHaveText('Ma journée');
  await go(page, `${SITE}/account`);
  await expect(page.getByRole('region', { name: 'Sessions ouvertes' })).toContainText('par Essai et clé d’accès');
});

test('whoever runs the instance breaks the glass with a passkey instead of a code', async ({ page }) => {
  await virtualKey(page);
  await become(page, 'Odile Perrin');
  await go(page, `${SITE}/administration/break-glass`);
  await press(page, 'Ajouter une clé d’accès, qui peut remplacer le code');
  await fill(page, { 'Nom de la clé': 'bureau' });
  await press(page, 'Ajouter une clé d’accès');
  await expect(keys(page)).toHaveCount(1);

  await go(page, `${SITE}/administration/break-glass`);
  expect(await barriers(page)).toEqual([]);
  // What is missing is asked for before the key is.
  await press(page, 'Prendre cet accès par clé d’accès');
  await expect(page.getByLabel('Raison')).toBeFocused();
  await fill(page, { Organisation: 'Provence Promotion', Raison: 'Reprise des fiches après un départ' });
  await press(page, 'Prendre cet accès par clé d’accès');
  await expect(page.getByRole('status')).toContainText('Accès pris');
  await page.getByRole('button', { name: 'Couper Odile Perrin' }).click();
  await expect(page.getByRole('status')).toContainText('Accès coupé');

  // Without the key's answer the code is asked for, as before.
  await fill(page, { Organisation: 'Provence Promotion', Raison: 'Reprise des fiches après un départ' });
  await press(page, 'Prendre cet accès');
  await expect(page.getByRole('main')).toContainText('Donnez le code de votre téléphone, ou montrez une clé d’accès');
});

/** The code that an application would show now (RFC 6238). */
function code(secret) {
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', key).update(step).digest();
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

test('without a script the password stays, and the page says what passkeys need', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'fr-FR' });
  const page = await context.newPage();
  await go(page, '/sign-in');
  await expect(page.getByText('Les clés d’accès demandent un navigateur récent')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Utiliser une clé d’accès' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Se connecter', exact: true })).toBeVisible();
  await context.close();
});
