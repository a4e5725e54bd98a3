// Everything by keyboard alone, and one always sees where one is.
import { expect, test } from '@playwright/test';
import { go, invented, fill, here, press, signIn, title } from './people.mjs';

test.beforeEach(({ page }) => signIn(page, 'Claire Vidal'));

test('the first key leads past the menu', async ({ page }) => {
  await go(page, '/projects');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Aller au contenu' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('« / » goes to the search, and only outside fields', async ({ page }) => {
  await go(page, '/today');
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox', { name: 'Rechercher dans tout ce que je peux voir' });
  await expect(search).toBeFocused();
  await page.keyboard.type('a/b');
  await expect(search).toHaveValue('a/b');
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText('Recherche');
});

test('a project is opened, moved and shown by keyboard', async ({ page }) => {
  const project = invented('Clavier');
  await open(page, project);
  const path = here(page);

  await go(page, '/projects?stage=signal');
  await tabTo(page, page.getByRole('listitem').filter({ has: page.getByRole('link', { name: project }) }).locator('summary'));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.locator('details.m-move[open]')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel(`Déplacer ${project} vers`)).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText('Projet déplacé.');

  await go(page, path);
  await tabTo(page, page.getByRole('link', { name: 'Montrer', exact: true }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Organisation', { exact: true }));
  await page.keyboard.type('Bpi');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('textbox', { name: /^Raison/ }));
  await page.keyboard.type('au clavier');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText('Projet montré.');
});

test('one always sees what has the focus', async ({ page }) => {
  for (const path of ['/today', '/projects', '/projects?view=list', '/projects/new', '/account']) {
    await go(page, path);
    const hidden = new Set();
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      const unseen = await page.evaluate(unseenFocus);
      if (unseen) hidden.add(`${path}: ${unseen}`);
    }
    expect.soft([...hidden]).toEqual([]);
  }
});

async function open(page, project) {
  await go(page, '/projects/new');
  await fill(page, { 'Nom de code': project, Origine: 'Salon', Désignation: 'un verrier', 'Personne rencontrée': 'la directrice', 'Base légale': 'Consentement' });
  await press(page, 'Ouvrir la piste');
  await expect(title(page)).toContainText(project);
}

/** Presses Tab until this has the focus. */
async function tabTo(page, target) {
  for (let step = 0; step < 150; step += 1) {
    if (await target.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

/** What has the focus without showing it: no outline nor shadow, outside the window, or under something. */
function unseenFocus() {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const told = `${node.tagName.toLowerCase()}${node.id ? `#${node.id}` : ''} « ${(node.textContent || node.name || '').trim().slice(0, 30)} »`;
  const shown = (one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  };
  if (!shown(node) && !shown(node.parentElement)) return `${told}: no outline`;
  const box = node.getClientRects()[0];
  if (!box || box.bottom <= 0 || box.top >= innerHeight) return `${told}: outside the window`;
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
  const over = document.elementFromPoint(x, y);
  const covered = over && !node.contains(over) && !over.contains(node) && over.closest('label')?.control !== node;
  return covered ? `${told}: under ${over.tagName.toLowerCase()}.${over.className}` : null;
}
