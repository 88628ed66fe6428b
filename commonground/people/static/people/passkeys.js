// Makes and uses passkeys, where the browser can: a form with `data-passkey` ("create" or "get") shows its button, asks
// the device, and sends what it answers in the field `credential`. Without this file the button stays hidden.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
const described = (list) => (list ?? []).map((each) => ({ ...each, id: bytes(each.id) }))

const asked = {
  create: (o) => ({
    ...o,
    challenge: bytes(o.challenge),
    user: { ...o.user, id: bytes(o.user.id) },
    excludeCredentials: described(o.excludeCredentials)
  }),
  get: (o) => ({ ...o, challenge: bytes(o.challenge), allowCredentials: described(o.allowCredentials) })
}

function answered (credential) {
  const { response } = credential
  const parts = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']
  const held = parts.filter((part) => response[part]).map((part) => [part, text(response[part])])
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    response: { ...Object.fromEntries(held), transports: response.getTransports?.() ?? undefined },
    clientExtensionResults: credential.getClientExtensionResults()
  }
}

async function optionsOf (form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options)
  const answer = await fetch(form.action, { headers: { Accept: 'application/json' } })
  return await answer.json()
}

for (const form of window.PublicKeyCredential ? document.querySelectorAll('form[data-passkey]') : []) {
  const button = form.querySelector('[data-passkey-button]')
  const fault = form.querySelector('[data-passkey-fault]')
  for (const each of form.querySelectorAll('[data-passkey-only]')) each.hidden = false
  for (const each of form.querySelectorAll('[data-passkey-none]')) each.hidden = true
  button.addEventListener('click', async (event) => {
    event.preventDefault()
    fault.textContent = ''
    try {
      const verb = form.dataset.passkey
      const options = await optionsOf(form)
      const credential = await navigator.credentials[verb]({ publicKey: asked[verb](options.publicKey) })
      form.querySelector('[name=credential]').value = JSON.stringify(answered(credential))
      form.submit()
    } catch (reason) {
      fault.textContent = fault.dataset.passkeyFault
    }
  })
}
