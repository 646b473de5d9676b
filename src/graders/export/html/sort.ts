/** Makes tables of class `sortable` sort by a click on a heading. Cells may carry what to sort by in data-sort. Without scripts the tables stay as they are. */
export const SORT_SCRIPT = `
for (const table of document.querySelectorAll('table.sortable')) {
  const heads = [...table.tHead.rows[0].cells];
  const key = (row, i) => row.cells[i].dataset.sort ?? row.cells[i].textContent.trim();
  heads.forEach((head, i) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') === 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const body = table.tBodies[0];
      const compare = (a, b) => {
        const [x, y] = [key(a, i), key(b, i)];
        const [n, m] = [Number(x), Number(y)];
        return x !== '' && y !== '' && !Number.isNaN(n) && !Number.isNaN(m) ? n - m : x.localeCompare(y, undefined, { numeric: true });
      };
      body.append(...[...body.rows].sort((a, b) => (down ? -compare(a, b) : compare(a, b))));
    });
  });
}
`;
