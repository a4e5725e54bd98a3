// Two real providers of OpenID Connect on this machine, as instances meet them: one as the standard says, one as ProConnect does,
// whose details are a signed text. Whoever gives an address there is recognised as its owner.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

const SECRET = 'a secret between two programs of a test';
const KINDS = [
  { key: 'essai', label: 'Essai', variant: 'generic', scopes: ['openid', 'email'] },
  {
    key: 'proconnect',
    label: 'ProConnect d’essai',
    variant: 'proconnect',
    scopes: ['openid', 'given_name', 'usual_name', 'email', 'siret', 'idp_id'],
  },
];

/** Listens for both: the settings of an instance, what to do once its address is known, and how to stop. */
export async function providers() {
  const places = await Promise.all(KINDS.map(listen));
  const settings = places.map(({ kind, issuer }) => ({
    ...kind,
    issuer,
    client_id: 'maillage',
    client_secret: SECRET,
  }));
  const serve = (address) => Promise.all(places.map((place) => answer(place, address)));
  const stop = () => places.forEach(({ server }) => server.close().closeAllConnections());
  return { settings, serve, stop };
}

async function listen(kind) {
  const server = createServer((_, response) => response.writeHead(503).end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { kind, server, issuer: `http://127.0.0.1:${server.address().port}` };
}

async function answer({ kind, server, issuer }, address) {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const signed = kind.variant === 'proconnect';
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'essai' }] },
    clients: [
      {
        client_id: 'maillage',
        client_secret: SECRET,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${address}/sign-in/with/${kind.key}/return`],
        post_logout_redirect_uris: [`${address}/sign-out/return`],
        ...(signed && { userinfo_signed_response_alg: 'RS256' }),
      },
    ],
    claims: {
      openid: ['sub'],
      email: signed ? ['email'] : ['email', 'email_verified'],
      ...(signed && { given_name: ['given_name'], usual_name: ['usual_name'], siret: ['siret'], idp_id: ['idp_id'] }),
    },
    features: { jwtUserinfo: { enabled: signed }, claimsParameter: { enabled: signed } },
    cookies: { keys: ['a key of a test'] },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...facts(sub, signed) }) }),
    loadExistingGrant: async (context) => {
      const { client, session } = context.oidc;
      const grant = new context.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(kind.scopes.join(' '));
      if (signed) grant.addOIDCClaims(['amr']);
      await grant.save();
      return grant;
    },
  });
  server.removeAllListeners('request');
  server.on('request', provider.callback());
}

function facts(email, signed) {
  if (!signed) return { email, email_verified: true };
  // An invented establishment: its key is right, nobody bears it.
  return { email, given_name: 'Prénom', usual_name: 'Nom', siret: '99999999900016', idp_id: 'essai' };
}
