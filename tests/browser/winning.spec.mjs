// S3-10, S0-31: a signal becomes a verified win through every gate; a second person verifies, the gauge moves, the freeze
// holds, and a stranger saw nothing at any step. On both engines.
import { expect, test } from '@playwright/test';
import { engines, expectNotFound, fill, go, here, invented, press, signIn, title } from './people.mjs';

for (const engine of engines) {
  test(`a signal becomes a verified win on ${engine.name}`, async ({ page }) => {
    test.setTimeout(180_000);
    const project = invented('Genévrier');
    const company = `Fabricant ${invented('Bohème')}`;
    const done = page.getByRole('status');
    const main = page.getByRole('main');
    let path;
    const become = (name) => signIn(page, name, engine);
    const open = (to = path) => go(page, to, engine);
    const wins = async () => {
      await open('/steering');
      return page.locator('.m-gauges tbody tr').filter({ hasText: 'Projets aboutis' }).locator('summary').innerText();
    };

    /** A stranger: no page, no list, no search, no figure. */
    const unseen = async () => {
      await become('Marc Lenoir');
      for (const sheet of ['', '/status', '/evidence', '/restatements', '/edit']) await expectNotFound(page, path + sheet, undefined, engine);
      for (const list of ['/projects', '/projects?view=list&status=all', '/today', '/changes?reach=organisation&days=30', '/reviews']) {
        await open(list);
        await expect(main).not.toContainText(project);
        await expect(main).not.toContainText(company);
      }
      for (const word of [project, company]) {
        await open(`/search?q=${encodeURIComponent(word)}`);
        await expect(main).toContainText('Rien de visible par vous ne correspond');
      }
      return wins();
    };

    await become('Claire Vidal');
    const before = await wins();
    await become('Marc Lenoir');
    const strangers = await wins();

    await test.step('a signal, under a name that tells nothing', async () => {
      await become('Claire Vidal');
      await open('/projects/new');
      await fill(page, { 'Nom de code': project, Origine: 'Salon', 'Désignation, si le nom est tenu secret': company });
      await press(page, 'Ouvrir la piste');
      await expect(title(page)).toContainText(project);
      path = here(page);
      expect(await unseen()).toBe(strangers);
    });

    await test.step('a contact, asked for by name where it lacks', async () => {
      await become('Claire Vidal');
      await open();
      await page.locator('.m-gate').getByRole('link', { name: 'Personne rencontrée' }).click();
      await expect(page.getByLabel('Personne rencontrée')).toBeVisible();
      await fill(page, { 'Personne rencontrée': 'Eva Novák', 'Base légale': 'Intérêt légitime, personne informée' });
      await press(page, 'Enregistrer');
      await press(page, 'Passer à « Contact établi »');
      await expect(done).toHaveText('Projet déplacé.');
    });

    await test.step('qualified by a second pair of eyes', async () => {
      await open(`${path}/edit`);
      await fill(page, {
        'Second lecteur': 'Saïd Benali',
        Activité: 'robinetterie',
        Secteur: 'Mécanique (métallurgie, machines)',
        'Nouvel investisseur ou déjà présent': 'Première implantation',
        'Type d’opération': 'Création',
        'Lieux concurrents': 'Piémont',
        'Emplois à trois ans': '15 à 20',
        'Décision attendue': 'fin 2027',
        Besoins: '5 000 m²',
        'Critères de choix': 'le délai',
        'Chances d’aboutir': 'Fortes',
      });
      await press(page, 'Enregistrer');
      await expect(main).toContainText('second regard attendu : Saïd Benali');
      await become('Saïd Benali');
      await open();
      await press(page, 'Passer à « Qualifié »');
      await expect(done).toHaveText('Projet déplacé.');
      expect(await unseen()).toBe(strangers);
    });

    await test.step('the stages of a consultation are passed, with a reason', async () => {
      await become('Claire Vidal');
      await open();
      await page.getByText('Passer outre, avec une raison').first().click();
      await page.locator('#pass-reason').fill('un seul site possible');
      await page.locator('#pass-stage').selectOption('visit');
      await page.locator('form:has(#pass-stage) button').click();
      await expect(done).toHaveText('Projet déplacé.');
      await expect(main).toContainText('étape passée');
    });

    await test.step('announced, with its written proof', async () => {
      await open(`${path}/edit`);
      await fill(page, {
        'Visites et points ouverts': 'Visite du 3 mars',
        'Site retenu': 'Fos, parcelle 12',
        'Date de la décision': new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris' }).format(new Date()),
        Vérificateur: 'Saïd Benali',
        'Source du montant': 'L’entreprise ne le dit pas',
      });
      await press(page, 'Enregistrer');
      await open(`/records/${path.split('/').pop()}/files/new`);
      await page.locator('input[type=file]').setInputFiles({ name: 'Lettre.pdf', mimeType: 'application/pdf', buffer: Buffer.from("%PDF-1.7\nune lettre d'intention") });
      await page.locator('main form button').last().click();
      await open(`${path}/evidence`);
      await fill(page, { 'Fichier joint': 'Lettre.pdf' });
      await page.locator('#evidence_nature').selectOption('letter');
      await press(page, 'Retenir comme preuve');
      await expect(done).toHaveText('Preuve retenue.');
      await open();
      await press(page, 'Passer à « Décision »');
      await expect(done).toHaveText('Projet déplacé.');
      expect(await wins()).toBe(before);
      await expect(page.locator('.m-gauges tbody tr').filter({ hasText: 'Projets aboutis' })).toContainText('annoncés');
      expect(await unseen()).toBe(strangers);
    });

    await test.step('verified by a second person; the gauge moves', async () => {
      await become('Claire Vidal');
      await open();
      await expect(main.getByRole('button', { name: 'Passer à « Abouti, vérifié »' })).toHaveCount(0);
      await become('Saïd Benali');
      await open();
      await press(page, 'Passer à « Abouti, vérifié »');
      await expect(done).toHaveText('Projet déplacé.');
      await become('Claire Vidal');
      expect(await wins()).toBe(String(Number(before) + 1));
    });

    await test.step('the freeze holds: it is restated, by two people', async () => {
      await open(`${path}/edit`);
      await fill(page, { 'Emplois à trois ans': '200' });
      await press(page, 'Enregistrer');
      await expect(main).toContainText('Ce champ est figé');
      await open(`${path}/restatements?field=jobs`);
      await page.locator('#jobs').fill('18');
      await fill(page, { Raison: 'comptage définitif' });
      await press(page, 'Proposer');
      await expect(done).toContainText('Rectification proposée.');
      await expect(main.getByRole('button', { name: /^Accepter/ })).toHaveCount(0);
      await become('Saïd Benali');
      await open(`${path}/restatements`);
      await main.getByRole('button', { name: /^Accepter/ }).click();
      await expect(done).toHaveText('Suite enregistrée.');
      await expect(main).toContainText('15 à 20');
      await open();
      await expect(main).toContainText('« 18 »');
      expect(await unseen()).toBe(strangers);
    });
  });
}
