// The page takes what the server shows now, wherever the shopper is on it.
async function refresh() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.querySelector('main').replaceChildren(...page.querySelector('main').childNodes);
}

new EventSource('/refreshes').addEventListener('message', () => refresh().catch(() => {}));
document.querySelector('#shopper').addEventListener('change', event => event.target.form.submit());
