// Takes the chart on the page away as it stands: a picture, its address, a citation, the printed page. Nothing here asks a server.

const SVG = 'http://www.w3.org/2000/svg';
const FOOT = 18; // px a line below the picture

/** Every layer of a plotly chart in one drawing, with the lines that tell where it comes from below. */
function drawing(chart, data) {
  const layers = [...chart.querySelectorAll('.main-svg')];
  const width = Number(layers[0].getAttribute('width'));
  const height = Number(layers[0].getAttribute('height'));
  const lines = wrapped(data.foot, Math.floor((width - 24) / 5.9));
  const svg = document.createElementNS(SVG, 'svg');
  const tall = height + lines.length * FOOT + 10;
  svg.setAttribute('xmlns', SVG);
  svg.setAttribute('width', width);
  svg.setAttribute('height', tall);
  svg.setAttribute('viewBox', `0 0 ${width} ${tall}`);
  const ground = document.createElementNS(SVG, 'rect');
  ground.setAttribute('width', width);
  ground.setAttribute('height', tall);
  ground.setAttribute('fill', data.page);
  svg.append(ground);
  for (const layer of layers) {
    const copy = layer.cloneNode(true);
    copy.removeAttribute('class');
    copy.setAttribute('style', 'background: none');
    copy.querySelectorAll('.hoverlayer, .modebar, .zoomlayer').forEach((part) => part.remove());
    svg.append(copy);
  }
  lines.forEach((line, n) => {
    const text = document.createElementNS(SVG, 'text');
    text.setAttribute('x', 8);
    text.setAttribute('y', height + (n + 0.8) * FOOT);
    text.setAttribute('style', `font-family: ${data.font}; font-size: 11px; fill: ${data.ink}`);
    text.textContent = line;
    svg.append(text);
  });
  return svg;
}

function wrapped(lines, most) {
  const found = [];
  for (const line of lines) {
    let rest = line;
    while (rest.length > most) {
      const space = rest.lastIndexOf(' ', most);
      const cut = space > most / 2 ? space : most;
      found.push(rest.slice(0, cut));
      rest = rest.slice(cut).trimStart();
    }
    found.push(rest);
  }
  return found;
}

/** The page's own font as part of the drawing, so that it looks the same on a machine without it. */
async function fonts() {
  const rules = [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules];
    } catch {
      return [];
    }
  });
  const faces = rules.filter((rule) => rule instanceof CSSFontFaceRule && /Source Sans/.test(rule.style.fontFamily) && !/italic/.test(rule.style.fontStyle));
  const texts = await Promise.all(
    faces.map(async (rule) => {
      const found = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src'));
      if (!found) return '';
      const answer = await fetch(new URL(found[1], rule.parentStyleSheet.href || document.baseURI));
      if (!answer.ok) return '';
      const bytes = new Uint8Array(await answer.arrayBuffer());
      let letters = '';
      for (let at = 0; at < bytes.length; at += 32768) letters += String.fromCharCode(...bytes.subarray(at, at + 32768));
      const weight = rule.style.fontWeight || '400';
      return `@font-face{font-family:${rule.style.fontFamily};font-weight:${weight};src:url(data:font/woff2;base64,${btoa(letters)})}`;
    })
  );
  return texts.join('');
}

async function source(chart, data) {
  const svg = drawing(chart, data);
  const style = document.createElementNS(SVG, 'style');
  style.textContent = await fonts().catch(() => '');
  svg.prepend(style);
  const title = document.createElementNS(SVG, 'title');
  title.textContent = data.alt;
  svg.prepend(title);
  return new XMLSerializer().serializeToString(svg);
}

async function picture(chart, data, format) {
  const blob = new Blob([await source(chart, data)], { type: 'image/svg+xml;charset=utf-8' });
  if (format === 'svg') return blob;
  const image = new Image();
  const url = URL.createObjectURL(blob);
  await new Promise((done, failed) => {
    image.onload = done;
    image.onerror = failed;
    image.src = url;
  });
  const canvas = document.createElement('canvas');
  canvas.width = image.width * 2;
  canvas.height = image.height * 2;
  const pen = canvas.getContext('2d');
  pen.scale(2, 2);
  pen.drawImage(image, 0, 0);
  URL.revokeObjectURL(url);
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}

function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    // A page that is not served safely has no clipboard; the old way still works there.
    const box = document.createElement('textarea');
    box.value = words;
    document.body.append(box);
    box.select();
    document.execCommand('copy');
    box.remove();
  }
}

export default function (component) {
  const { data, parentElement } = component;
  const bar = parentElement.querySelector('.carry');
  const said = parentElement.querySelector('.said');
  const chart = () => document.querySelector('.js-plotly-plot');
  const acts = {
    png: async () => save(await picture(chart(), data, 'png'), `${data.name}.png`),
    svg: async () => save(await picture(chart(), data, 'svg'), `${data.name}.svg`),
    link: () => copy(data.link),
    cite: () => copy(data.citation),
    print: () => window.print(),
  };
  bar.replaceChildren(
    ...Object.entries(acts).map(([name, act]) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset.act = name;
      button.textContent = data.words[name];
      button.onclick = async () => {
        said.textContent = '';
        try {
          await act();
          said.textContent = data.words[`${name}_done`] ?? '';
        } catch {
          said.textContent = data.words.failed;
        }
      };
      return button;
    })
  );
}
