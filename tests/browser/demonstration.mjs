// Starts one demonstration for the whole run, and enters it once as each persona: a link serves once.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { providers } from './provider.mjs';

const BINARY = process.env.MAILLAGE || fileURLToPath(new URL('../../target/debug/maillage', import.meta.url));
const LINK = /^\s+(\S.*?)\s+(http:\/\/127\.0\.0\.1:\d+\/sign-in\/link\/\S+)$/;
const SERVES = /^Maillage sert sur (http:\/\/127\.0\.0\.1:\d+)$/;

export default async function start(config) {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-browser-'));
  const elsewhere = await providers();
  const servers = [];
  const stop = () => {
    servers.forEach((server) => server.kill());
    elsewhere.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  /** A demonstration, and a session of each persona. */
  const begin = async (name, settings) => {
    const server = spawn(BINARY, ['demo', '--brief', '--folder', join(folder, name), '--port', '0'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...settings },
    });
    servers.push(server);
    const { address, links } = await announced(server);
    const sessions = await enter(links, config.projects[0].use.launchOptions);
    return { address, links, sessions, mails: join(folder, name, 'mails') };
  };
  try {
    const world = await begin('demo', { MAILLAGE_PROVIDERS: JSON.stringify(elsewhere.settings) });
    await elsewhere.serve(world.address);
    if (process.env.MAILLAGE_SERVER) world.server = await begin('server', { MAILLAGE_DATABASE_URL: process.env.MAILLAGE_SERVER });
    else if (process.env.CI) throw new Error('MAILLAGE_SERVER names no PostgreSQL database: half of the stories would not be told');
    process.env.MAILLAGE_WORLD = join(folder, 'world.json');
    writeFileSync(process.env.MAILLAGE_WORLD, JSON.stringify(world));
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}

/** The address and the links, as the demonstration prints them. */
function announced(server) {
  const links = {};
  const said = [];
  server.stderr.on('data', (text) => said.push(text));
  return new Promise((resolve, reject) => {
    const refuse = (why) => reject(new Error(`the demonstration did not start: ${why}\n${said.join('')}`));
    const late = setTimeout(() => refuse('nothing after 60 s'), 60_000);
    server.once('error', refuse);
    server.once('exit', (code) => refuse(`exit code ${code}`));
    createInterface({ input: server.stdout }).on('line', (line) => {
      const [, name, link] = LINK.exec(line) ?? [];
      if (name) links[name] = link;
      const [, address] = SERVES.exec(line) ?? [];
      if (address) {
        clearTimeout(late);
        server.removeAllListeners('exit');
        resolve({ address, links });
      }
    });
  });
}

/** The cookies of each persona. */
async function enter(links, launchOptions) {
  const browser = await chromium.launch(launchOptions);
  const sessions = {};
  for (const [name, link] of Object.entries(links)) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(link);
    await page.locator('form[action^="/sign-in/link/"] button').click();
    await page.waitForURL('**/today');
    sessions[name] = (await context.storageState()).cookies;
    await context.close();
  }
  await browser.close();
  return sessions;
}
