// Passkeys: the one thing of these pages that needs a script. A form of ours asks for a challenge, the browser for the key, and the
// form takes its answer away as any other form would. Without a script the password stays.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

async function challenge(form) {
  const answer = await fetch(form.dataset.challenge, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (answer.status === 422) throw new Error("password");
  if (!answer.ok || answer.redirected) throw new Error("failed");
  return answer.json();
}

async function create(form) {
  const asked = await challenge(form);
  const key = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(asked.challenge),
      rp: { id: asked.party, name: asked.instance },
      user: { id: new TextEncoder().encode(asked.account), name: asked.email, displayName: asked.name },
      pubKeyCredParams: asked.kinds.map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: asked.known.map((id) => ({ type: "public-key", id: bytes(id) })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
    },
  });
  form.elements.client_data.value = text(key.response.clientDataJSON);
  form.elements.attestation.value = text(key.response.attestationObject);
}

async function use(form) {
  const asked = await challenge(form);
  const key = await navigator.credentials.get({
    publicKey: {
      challenge: bytes(asked.challenge),
      rpId: asked.party,
      allowCredentials: (asked.known ?? []).map((id) => ({ type: "public-key", id: bytes(id) })),
      userVerification: form.dataset.passkey === "second" ? "preferred" : "required",
    },
  });
  form.elements.credential.value = text(key.rawId);
  form.elements.owner.value = key.response.userHandle ? new TextDecoder().decode(key.response.userHandle) : "";
  form.elements.client_data.value = text(key.response.clientDataJSON);
  form.elements.authenticator_data.value = text(key.response.authenticatorData);
  form.elements.signature.value = text(key.response.signature);
}

function say(form, what) {
  for (const line of form.querySelectorAll("[data-error]")) line.hidden = line.dataset.error !== what;
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    for (const line of document.querySelectorAll("[data-without-passkeys]")) line.hidden = true;
    // A form that a key completes instead of a field has a button of its own for it.
    for (const part of form.querySelectorAll("[data-with-passkey]")) part.hidden = false;
    const own = form.querySelector("[data-passkey-do]");
    form.addEventListener("submit", (event) => {
      if (own && event.submitter !== own) return;
      event.preventDefault();
      say(form, "");
      const done = form.dataset.passkey === "new" ? create(form) : use(form);
      done.then(
        () => form.submit(),
        (error) => say(form, error.message === "password" ? "password" : "failed"),
      );
    });
  }
}
