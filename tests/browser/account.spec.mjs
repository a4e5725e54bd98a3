// One's own account: language, password, sessions, code at sign-in, API tokens.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { fill, go, here, leave, press, signIn, title, world } from './people.mjs';

const EMAIL = 'nadia.karam@provence.example';
const PASSWORD = 'cheval agrafe batterie 71';

test('the language of pages is one button away, before and after signing in', async ({ page }) => {
  await leave(page);
  await go(page, '/sign-in');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(title(page)).toHaveText('Sign in');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await signIn(page, 'Marc Lenoir');
  await go(page, '/projects');
  await page.getByRole('banner').getByRole('button', { name: 'English' }).click();
  await expect(title(page)).toHaveText('Projects');
  expect(here(page)).toBe('/projects');
  await go(page, '/account');
  await page.getByRole('radio', { name: 'Français' }).check();
  await press(page, 'Choose');
  await expect(title(page)).toHaveText('Mon compte');
  await expect(page.getByRole('status')).toContainText('C’est la langue de vos pages');
});

test('a forgotten password is replaced by mail, and a session closed from another', async ({ page, browser }) => {
  await leave(page);
  await go(page, '/sign-in');
  await press(page, 'Mot de passe oublié');
  await fill(page, { 'Adresse électronique': EMAIL });
  await press(page, 'Recevoir un lien');
  await expect(page.getByRole('heading', { name: 'Regardez votre boîte de réception' })).toBeVisible();
  await go(page, await linkSentTo(EMAIL));
  await fill(page, { 'Nouveau mot de passe': PASSWORD, 'Le même, une seconde fois': PASSWORD });
  await press(page, 'Enregistrer');
  await expect(page.getByRole('status')).toContainText('Connectez-vous avec le nouveau');
  await signInByPassword(page);

  const other = await (await browser.newContext({ locale: 'fr-FR' })).newPage();
  await signInByPassword(other);
  await go(page, '/account');
  const sessions = page.getByRole('region', { name: 'Sessions ouvertes' }).locator('tbody tr');
  await expect(sessions).toHaveCount(2);
  await expect(sessions.filter({ hasText: 'Celle-ci' })).toHaveCount(1);
  await sessions.getByRole('button', { name: /^Fermer/ }).click();
  await expect(page.getByRole('status')).toHaveText('Session fermée.');
  await expect(sessions).toHaveCount(1);
  await go(other, '/account');
  expect(here(other)).toBe('/sign-in');
  await other.context().close();

  await press(page, 'Se déconnecter');
  await expect(page.getByRole('status')).toHaveText('Vous êtes déconnecté.');
  await go(page, '/today');
  expect(here(page)).toBe('/sign-in');
});

test('a wrong password is refused without saying which part is wrong', async ({ page }) => {
  await leave(page);
  await go(page, '/sign-in');
  await fill(page, { 'Adresse électronique': 'nobody@provence.example', 'Mot de passe': 'wrong wrong wrong' });
  await press(page, 'Se connecter');
  await expect(page.getByRole('alert')).toContainText('Adresse ou mot de passe incorrect.');
});

test('the code at sign-in can be set up', async ({ page }) => {
  await signIn(page, 'Léa Sorel');
  await go(page, '/account');
  await page.getByRole('main').getByRole('link', { name: 'Changer', exact: true }).click();
  await expect(title(page)).toHaveText('Code à la connexion');
  await press(page, 'Commencer');
  await expect(page.getByRole('link', { name: 'Ouvrir dans l’application' })).toHaveAttribute('href', /^otpauth:\/\/totp\//);
  await fill(page, { Code: '000000' });
  await press(page, 'Demander un code désormais');
  await expect(page.getByRole('alert')).toContainText('Code incorrect');
  await press(page, 'Revenir à mon compte');
  await expect(page.getByText('Non demandé')).toBeVisible();
});

test('the secret of an API token is shown once, works, and no longer once revoked', async ({ page, request }) => {
  await signIn(page, 'Marc Lenoir');
  await go(page, '/account');
  await fill(page, { 'Nom du jeton': 'tableur' });
  await press(page, 'Créer un jeton');
  const secret = await page.getByLabel('Jeton', { exact: true }).inputValue();
  expect(secret.length).toBeGreaterThan(30);
  const headers = { authorization: `Bearer ${secret}` };
  expect((await request.get(`${world.address}/api/v1/projects`, { headers })).status()).toBe(200);
  await press(page, 'Je l’ai copié');
  await expect(page.getByRole('cell', { name: 'choose', exact: false }).or(page.getByText('tableur')).first()).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  await page.getByRole('button', { name: 'Révoquer tableur' }).click();
  await expect(page.getByRole('status')).toContainText('Jeton révoqué.');
  expect((await request.get(`${world.address}/api/v1/projects`, { headers })).status()).toBe(401);
});

async function signInByPassword(page) {
  await go(page, '/sign-in');
  await fill(page, { 'Adresse électronique': EMAIL, 'Mot de passe': PASSWORD });
  await press(page, 'Se connecter');
  await expect(title(page)).toHaveText('Ma journée');
}

/** The link of the last mail that this person received. */
async function linkSentTo(address) {
  const path = /\/password-reset\/[\w-]+/;
  const mail = () => {
    const texts = readdirSync(world.mails).map((name) => readFileSync(join(world.mails, name), 'utf8'));
    const own = texts.filter((text) => text.includes(address)).map(readable);
    return own.map((text) => path.exec(text)?.[0]).filter(Boolean).pop();
  };
  await expect.poll(() => mail() ?? '', { timeout: 15_000 }).toMatch(path);
  return mail();
}

/** A mail whose text is in base64 or quoted-printable, as text. */
function readable(mail) {
  const [head, ...rest] = mail.split(/\r?\n\r?\n/);
  const body = rest.join('\n\n');
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  return body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}
