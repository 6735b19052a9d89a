// The text of a plan with what was recognised in it: every number and promise can be clicked; the chosen one is brought into view.

const SORTS = { target: 'target', not_target: 'not', promise: 'promise' };

/** A span, not a button: a promise goes over several lines and must break as the text does. */
function stretch(mark, words, tell) {
  const place = document.createElement('span');
  place.className = `${SORTS[mark.sort]}${mark.dropped ? ' dropped' : ''}`;
  place.textContent = words;
  place.title = mark.said;
  place.tabIndex = 0;
  place.setAttribute('role', 'button');
  place.setAttribute('aria-label', `${words}: ${mark.said}`);
  place.dataset.id = mark.id;
  if (mark.number) place.dataset.number = mark.number;
  place.onclick = () => tell(mark.id);
  place.onkeydown = (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    tell(mark.id);
  };
  return place;
}

function passage(said, tell) {
  const line = document.createElement(said.sort === 'heading' ? 'h3' : 'p');
  line.className = said.sort;
  let from = 0;
  for (const mark of said.marks) {
    if (mark.start < from) continue;
    line.append(said.text.slice(from, mark.start), stretch(mark, said.text.slice(mark.start, mark.end), tell));
    from = mark.end;
  }
  line.append(said.text.slice(from));
  return line;
}

function show(area, chosen, quietly) {
  for (const other of area.querySelectorAll('[aria-current]')) other.removeAttribute('aria-current');
  const mark = [...area.querySelectorAll('[role=button]')].find((each) => each.dataset.id === chosen);
  if (!mark) return;
  mark.setAttribute('aria-current', 'true');
  const inside = area.getBoundingClientRect();
  const place = mark.getBoundingClientRect();
  if (place.top < inside.top + 20 || place.bottom > inside.bottom - 20) {
    area.scrollTo({ top: area.scrollTop + place.top - inside.top - inside.height / 3, behavior: quietly ? 'auto' : 'smooth' });
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const area = parentElement.querySelector('.plan');
  const first = area.dataset.token !== data.token;
  area.setAttribute('aria-label', data.label);
  if (first) {
    area.dataset.token = data.token;
    const tell = (id) => {
      show(area, id, true);
      setTriggerValue('chosen', id);
    };
    area.replaceChildren(...data.passages.map((said) => passage(said, tell)));
  }
  show(area, data.chosen, first || matchMedia('(prefers-reduced-motion: reduce)').matches);
}
