// A project from the first call to the second reading, shown to some, taken back, and hidden from others.
// S0-10, S0-11: said as people say it; every reader at their own level. It must all work without script.
import { expect, test } from '@playwright/test';
import { expectNotFound, fill, go, here, invented, press, signIn, title } from './people.mjs';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled });

    test('Claire opens a project, Saïd reads it again, each sees what Claire shows', async ({ page }) => {
      const company = invented('Verrerie');
      const project = invented('Cigale');
      const done = page.getByRole('status');
      const access = page.getByRole('table', { name: 'Qui voit cette fiche' });

      await test.step('Claire adds a company and logs an interaction', async () => {
        await signIn(page, 'Claire Vidal');
        await go(page, '/companies');
        await press(page, 'Entreprise');
        await fill(page, { Nom: company, Pays: 'Italie', Ville: 'Turin' });
        await press(page, 'Ajouter l’entreprise');
        await expect(title(page)).toContainText(company);
        await page.getByRole('main').getByRole('link', { name: 'Noter un échange, avec qui' }).click();
        await fill(page, { 'Ce qui s’est dit': 'Premier appel, intéressés.', 'Prochaine étape': 'Envoyer la brochure', 'Pour quand': 'fin juin' });
        await press(page, 'Enregistrer');
        await expect(done).toHaveText('Échange noté.');
        await expect(page.getByRole('main')).toContainText('Envoyer la brochure');
      });

      await test.step('Claire opens a project for it', async () => {
        await press(page, 'Piste');
        await fill(page, { 'Nom de code': project, Origine: 'Salon' });
        await press(page, 'Ouvrir la piste');
        await expect(title(page)).toContainText(`Projet ${project}`);
        await expect(done).toContainText('Piste ouverte.');
      });
      const path = here(page);

      await test.step('Claire says figures and dates as people do', async () => {
        await press(page, 'Compléter');
        await fill(page, {
          'Personne rencontrée': 'la directrice',
          'Base légale': 'Intérêt légitime, personne informée',
          'Second lecteur': 'Saïd Benali',
          Activité: 'verre plat',
          Secteur: 'Autre',
          'Type d’opération': 'Création', 'Nouvel investisseur': 'Première implantation',
          'Lieux concurrents': 'Gênes',
          'Emplois à trois ans': 'près de 90',
          Investissement: '15 à 20 M€',
          'Décision attendue': 'fin juin',
          Besoins: 'deux hectares',
          'Critères de choix': 'le gaz',
        });
        await press(page, 'Enregistrer');
        await expect(done).toHaveText('C’est enregistré.');
        await expect(fact(page, 'Emplois à trois ans')).toContainText('« près de 90 »');
        await expect(fact(page, 'Emplois à trois ans').locator('small')).toHaveText(/\d/);
        await expect(fact(page, 'Décision attendue')).toContainText('« fin juin »');
        await expect(fact(page, 'Décision attendue').locator('small')).toHaveText(/juin/);
      });

      await test.step('Claire moves it once, then waits for the second reader', async () => {
        await press(page, 'Passer à « Contact établi »');
        await expect(done).toHaveText('Projet déplacé.');
        await expect(page.getByRole('main')).toContainText('second regard attendu : Saïd Benali');
        await go(page, '/projects');
        const card = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: project }) });
        await card.getByText('Déplacer', { exact: false }).first().click();
        await card.getByRole('button', { name: 'Déplacer' }).click();
        await expect(page.getByRole('main')).toContainText('Cette étape demande un second regard');
      });

      await test.step('Saïd moves it', async () => {
        await signIn(page, 'Saïd Benali');
        await go(page, path);
        await press(page, 'Passer à « Qualifié »');
        await expect(done).toHaveText('Projet déplacé.');
        await expect(page.getByRole('list', { name: 'Étapes du projet' }).locator('[aria-current=step]')).toContainText('Qualifié');
      });

      await test.step('Claire shows it to two organisations, each with a reason', async () => {
        await signIn(page, 'Claire Vidal');
        await show(page, path, 'Bpifrance', /^Carte/, 'financement à étudier');
        await show(page, path, 'Arles', /^Lire/, 'terrain possible');
        await expect(access.getByRole('row').filter({ hasText: 'Bpifrance' })).toContainText('financement à étudier');
        await expect(access.getByRole('row').filter({ hasText: 'Bpifrance' })).toContainText('Carte seule');
        await expect(access.getByRole('row').filter({ hasText: 'Arles' })).toContainText('terrain possible');
      });

      await test.step('Inès sees the card only', async () => {
        await signIn(page, 'Inès Morel');
        await go(page, path);
        await expect(title(page)).toContainText(project);
        await expect(page.getByRole('main')).toContainText('Vous en voyez la carte seule.');
        await expect(page.getByRole('main')).not.toContainText('près de 90');
        await expect(page.getByRole('main')).not.toContainText(company);
      });

      await test.step('Paul reads the facts, but not who it is', async () => {
        await signIn(page, 'Paul Roux');
        await go(page, path);
        await expect(fact(page, 'Emplois à trois ans')).toContainText('près de 90');
        await expect(page.getByRole('main')).not.toContainText(company);
        await expect(fact(page, 'Entreprise')).toContainText('L’entreprise ne vous est pas montrée');
      });

      await test.step('Marc cannot tell that it exists', async () => {
        await signIn(page, 'Marc Lenoir');
        await expectNotFound(page, path);
        for (const word of [project, company]) {
          await go(page, `/search?q=${word}`);
          await expect(page.getByRole('main')).toContainText('Rien de visible par vous ne correspond');
        }
      });

      await test.step('Claire takes it back from Bpifrance', async () => {
        await signIn(page, 'Claire Vidal');
        await go(page, path);
        await access.getByRole('button', { name: /^Retirer Bpifrance/ }).click();
        await expect(done).toContainText('Projet retiré.');
        await expect(access).not.toContainText('Bpifrance');
        await signIn(page, 'Inès Morel');
        await expectNotFound(page, path);
        await signIn(page, 'Paul Roux');
        await go(page, path);
        await expect(title(page)).toContainText(project);
      });
    });

    test('James does the same in English', async ({ page }) => {
      const company = invented('Glassworks');
      const project = invented('Cicada');
      const done = page.getByRole('status');
      const access = page.getByRole('table', { name: 'Who sees this record' });
      await signIn(page, 'James Whitfield');
      await go(page, '/companies');
      await press(page, 'Company');
      await fill(page, { Name: company, Country: 'Italy', City: 'Turin' });
      await press(page, 'Add the company');
      await expect(title(page)).toContainText(company);
      await page.getByRole('main').getByRole('link', { name: 'Log an interaction, with whom' }).click();
      await fill(page, { 'What was said': 'A first call.', 'Next step': 'Send the brochure', 'By when': 'end of June' });
      await press(page, 'Save');
      await expect(done).toHaveText('Interaction logged.');

      await press(page, 'Lead');
      await fill(page, { 'Code name': project, Origin: 'Fair' });
      await press(page, 'Open the lead');
      await expect(done).toContainText('Lead opened.');
      const path = here(page);
      await go(page, `${path}/edit`);
      await fill(page, { 'Person met': 'the director', 'Legal basis': 'Consent', 'Jobs at three years': 'nearly 90', 'Decision expected': 'end of June' });
      await press(page, 'Save');
      await expect(fact(page, 'Jobs at three years')).toContainText('“nearly 90”');
      await expect(fact(page, 'Jobs at three years').locator('small')).toHaveText(/\d/);
      await expect(fact(page, 'Decision expected').locator('small')).toHaveText(/June/);
      await press(page, 'Move to “Contact made”');
      await expect(done).toHaveText('Project moved.');

      await show(page, path, 'Bpifrance', /^Card/, 'funding to be studied', ENGLISH);
      await show(page, path, 'Arles', /^Read/, 'a possible site', ENGLISH);
      await expect(access.getByRole('row').filter({ hasText: 'Bpifrance' })).toContainText('Card only');
      await signIn(page, 'Inès Morel');
      await go(page, path);
      await expect(title(page)).toContainText(project);
      await expect(page.getByRole('main')).not.toContainText(company);
      await signIn(page, 'Paul Roux');
      await go(page, path);
      await expect(page.getByRole('main')).toContainText('nearly 90');
      await signIn(page, 'Marc Lenoir');
      await expectNotFound(page, path);
      await signIn(page, 'James Whitfield');
      await go(page, path);
      await access.getByRole('button', { name: /^Take back Bpifrance/ }).click();
      await expect(done).toContainText('Project taken back.');
      await expect(access).not.toContainText('Bpifrance');
      await signIn(page, 'Inès Morel');
      await expectNotFound(page, path);
    });
  });
}

/** A fact of the sheet, by its name. */
function fact(page, name) {
  return page.locator('dl.m-facts > div').filter({ has: page.locator('dt').getByText(name, { exact: true }) }).locator('dd');
}

const FRENCH = { reason: 'Raison', show: 'Montrer le projet', done: 'Projet montré.' };
const ENGLISH = { reason: 'Reason', show: 'Show the project', done: 'Project shown.' };

async function show(page, path, organisation, level, reason, words = FRENCH) {
  await go(page, `${path}/grants`);
  const list = page.getByLabel('Organisation', { exact: true });
  const option = list.locator('option').filter({ hasText: organisation });
  await list.selectOption(await option.first().getAttribute('value'));
  await page.getByRole('radio', { name: level }).check();
  await fill(page, { [words.reason]: reason });
  await press(page, words.show);
  await expect(page.getByRole('status')).toHaveText(words.done);
}
