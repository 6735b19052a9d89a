// Takes a file that is dropped or chosen, or a table that is pasted, and hands it to the server once; a file that is too large stays here.

export default anew(({ data, parentElement, setTriggerValue }) => {
  const area = parentElement.querySelector('.drop');
  const file = area.querySelector('input');
  const box = area.querySelector('textarea');
  const read = area.querySelector('.read');
  const said = area.querySelector('.said');
  const { words } = data;

  area.classList.toggle('compact', data.compact);
  area.setAttribute('aria-label', words.call);
  area.querySelector('.call').textContent = words.call;
  area.querySelector('.kinds').textContent = words.kinds;
  area.querySelector('.choose span').textContent = words.choose;
  read.textContent = words.read;
  box.placeholder = words.paste;
  box.setAttribute('aria-label', words.paste);
  read.hidden = !box.value.trim();
  if (area.dataset.done !== String(data.done)) {
    area.dataset.done = data.done;
    area.classList.remove('busy');
    said.textContent = '';
  }

  const tell = (text, wrong) => {
    said.textContent = text;
    said.classList.toggle('wrong', wrong);
  };
  const begin = (name) => {
    area.classList.add('busy');
    tell(words.reading.replace('{file}', name), false);
  };
  const tooLarge = (name, bytes) => {
    if (bytes <= data.most) return false;
    const size = (bytes / 1048576).toLocaleString(data.lang, { maximumFractionDigits: 1 });
    tell(words.tooLarge.replace('{file}', name).replace('{size}', size), true);
    return true;
  };
  const give = (files) => {
    if (files.length > 1) return tell(words.oneOnly, true);
    const given = files[0];
    if (!given || tooLarge(given.name, given.size)) return undefined;
    begin(given.name);
    const reader = new FileReader();
    reader.onload = () => setTriggerValue('given', { name: given.name, base64: reader.result.slice(reader.result.indexOf(',') + 1) });
    reader.onerror = () => {
      area.classList.remove('busy');
      tell(words.unreadable.replace('{file}', given.name), true);
    };
    reader.readAsDataURL(given);
    return undefined;
  };
  const paste = (text) => {
    if (!text.trim() || tooLarge(words.pasted, new Blob([text]).size)) return;
    begin(words.pasted);
    box.value = '';
    read.hidden = true;
    setTriggerValue('given', { name: '', text });
  };

  file.onchange = () => {
    give([...file.files]);
    file.value = '';
  };
  read.onclick = () => paste(box.value);
  box.oninput = () => { read.hidden = !box.value.trim(); };
  box.onkeydown = (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) paste(box.value);
  };
  area.onkeydown = (event) => {
    if (event.target === area && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      file.click();
    }
  };

  // Excel puts a picture of the cells beside their text; the text is what is meant.
  const pasted = (event) => {
    const typing = event.composedPath()[0];
    const elsewhere = typing !== box && typing?.closest?.('input, textarea, [contenteditable=true], canvas, [data-testid=stDataFrame]');
    if (elsewhere || !event.clipboardData) return;
    const text = event.clipboardData.getData('text/plain');
    const files = [...event.clipboardData.files];
    if (!/[\t\n;,]/.test(text.trim()) && !files.length) return;
    event.preventDefault();
    if (text.trim()) paste(text);
    else give(files);
  };
  // A file dropped beside the area would else replace the page.
  const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
  const over = (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    area.classList.add('over');
  };
  const leave = (event) => { if (!event.relatedTarget) area.classList.remove('over'); };
  const drop = (event) => {
    area.classList.remove('over');
    if (!carries(event)) return;
    event.preventDefault();
    give([...event.dataTransfer.files]);
  };
  const heard = { paste: pasted, dragover: over, dragleave: leave, drop };
  for (const [name, hear] of Object.entries(heard)) document.addEventListener(name, hear);
  return () => { for (const [name, hear] of Object.entries(heard)) document.removeEventListener(name, hear); };
});
