// Two people at once, the same form twice, and forms that are not what they should be.
import { expect, test } from '@playwright/test';
import { fill, go, here, invented, press, signIn, title } from './people.mjs';

const LANGUAGES = {
  fr: { who: 'Claire Vidal', forged: 'Ce formulaire ne vient pas de cette page', large: 'C’est trop volumineux', stale: 'Quelqu’un a changé cette fiche entre-temps' },
  en: { who: 'James Whitfield', forged: 'This form does not come from this page', large: 'This is too large', stale: 'Somebody changed this record meanwhile' },
};

test('two changes of the same field are shown side by side, and the others are kept', async ({ page, context }) => {
  await signIn(page, 'Claire Vidal');
  const path = await open(page);
  const other = await context.newPage();
  await go(page, `${path}/edit`);
  await go(other, `${path}/edit`);
  await fill(other, { 'Emplois à trois ans': '120', Besoins: 'deux hectares' });
  await press(other, 'Enregistrer');
  await fill(page, { 'Emplois à trois ans': 'près de 90', Activité: 'verre plat' });
  await press(page, 'Enregistrer');

  await expect(title(page)).toHaveText('Modifié par deux personnes');
  const jobs = page.getByRole('group', { name: 'Emplois à trois ans' });
  await expect(jobs.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(jobs).toContainText('120');
  await jobs.getByRole('radio', { name: /Votre valeur/ }).check();
  await press(page, 'Enregistrer mes choix');
  await expect(page.getByRole('status')).toHaveText('C’est enregistré.');
  const facts = page.getByRole('region', { name: 'Faits' }).locator('dl');
  for (const kept of ['près de 90', 'verre plat', 'deux hectares']) await expect(facts.filter({ hasText: kept })).not.toHaveCount(0);
  await expect(facts.filter({ hasText: '120' })).toHaveCount(0);
});

test('the same form sent twice acts once', async ({ page, context }) => {
  await signIn(page, 'Claire Vidal');
  const name = invented('Double');
  await go(page, '/projects/new');
  await fill(page, { 'Nom de code': name, Origine: 'Salon', Désignation: 'un verrier' });
  const form = await sent(page, '/projects');
  const answers = [await form.send(), await form.send()];
  expect(answers.map((answer) => answer.status())).toEqual([303, 303]);
  const [first, second] = answers.map((answer) => answer.headers().location);
  expect(second).toBe(first);
  const again = await context.newPage();
  await go(again, '/projects?view=list');
  await expect(again.getByRole('link', { name })).toHaveCount(1);
});

for (const [language, words] of Object.entries(LANGUAGES)) {
  test(`forms that are forged, too large or stale say so (${language})`, async ({ page }) => {
    await signIn(page, words.who);
    await go(page, '/projects/new');
    await page.locator('main input[name=_csrf]').evaluate((node) => { node.value = 'forged'; });
    await page.locator('main form').evaluate((node) => { node.noValidate = true; node.submit(); });
    await expect(title(page)).toHaveText(words.forged);
    await expect(page.locator('html')).toHaveAttribute('lang', language);

    await go(page, '/projects/new');
    await page.locator('main textarea').first().evaluate((node) => { node.removeAttribute('maxlength'); node.value = 'a'.repeat(1_200_000); });
    await page.locator('main form').evaluate((node) => { node.noValidate = true; node.submit(); });
    await expect(title(page)).toHaveText(words.large);

    await signIn(page, 'Claire Vidal');
    const path = await open(page, { 'Personne rencontrée': 'la directrice', 'Base légale': 'Consentement' });
    await signIn(page, words.who);
    await go(page, path);
    await page.locator('form[action$="/moves"] input[name=version]').first().evaluate((node) => { node.value = '999'; });
    await page.locator('form[action$="/moves"] button').first().click();
    await expect(title(page)).toHaveText(words.stale);
  });
}

async function open(page, more = {}) {
  const name = invented('Ensemble');
  await go(page, '/projects/new');
  await fill(page, { 'Nom de code': name, Origine: 'Salon', Désignation: 'un verrier', ...more });
  await press(page, 'Ouvrir la piste');
  await expect(title(page)).toContainText(name);
  return here(page);
}

/** The form as the browser would send it, to be sent as many times as one wants. */
async function sent(page, path) {
  const data = await page.locator('main form').evaluate((node) => new URLSearchParams(new FormData(node)).toString());
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(page.url()).origin };
  return { send: () => page.request.post(new URL(path, page.url()).href, { data, headers, maxRedirects: 0 }) };
}
