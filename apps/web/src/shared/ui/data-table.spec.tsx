import { jest } from '@jest/globals';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DataTable, type Column, type DataTableProps } from './index';

interface Instrument {
  id: string;
  name: string;
}

const rows: Instrument[] = [
  { id: 'EQ-1', name: 'Freezer' },
  { id: 'EQ-2', name: 'Microscope' },
];
const columns: Column<Instrument>[] = [
  { key: 'id', header: 'No.', render: (row) => row.id, isSortable: true },
  { key: 'name', header: 'Name', render: (row) => <a href={`#${row.id}`}>{row.name}</a> },
];

const show = (props: Partial<DataTableProps<Instrument>> = {}) =>
  render(<DataTable caption="Instruments" columns={columns} rows={rows} rowKey={(row) => row.id} {...props} />);

beforeEach(() => {
  document.documentElement.lang = 'en';
});
afterEach(() => jest.restoreAllMocks());

describe('DataTable', () => {
  it('names itself and its rows', () => {
    show();
    const table = screen.getByRole('table', { name: 'Instruments' });
    expect(within(table).getByRole('rowheader', { name: 'EQ-2' })).toBeTruthy();
  });

  it('opens a row by click and by its button, but not by a link inside it', async () => {
    const opened: string[] = [];
    show({ onRowAction: (row) => opened.push(row.id) });
    await userEvent.click(screen.getByRole('rowheader', { name: 'EQ-1' }));
    await userEvent.click(screen.getByRole('link', { name: 'Microscope' }));
    screen.getByRole('button', { name: 'Open EQ-2' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(opened).toEqual(['EQ-1', 'EQ-2']);
  });

  it('says how it is sorted and turns the order round', async () => {
    const onSortChange = jest.fn();
    show({ sort: { key: 'id', direction: 'ascending' }, onSortChange });
    expect(screen.getByRole('columnheader', { name: 'No.' }).getAttribute('aria-sort')).toBe('ascending');
    await userEvent.click(screen.getByRole('button', { name: 'No.' }));
    expect(onSortChange).toHaveBeenCalledWith({ key: 'id', direction: 'descending' });
  });

  it('chooses only the rows that may be chosen', async () => {
    const onChange = jest.fn();
    const isSelectable = (row: Instrument) => row.id !== 'EQ-1';
    const texts = { rowLabel: (row: Instrument) => row.name, allLabel: 'All' };
    show({ selection: { keys: new Set(['EQ-9']), onChange, isSelectable, ...texts } });
    await userEvent.click(screen.getByRole('checkbox', { name: 'All' }));
    expect(onChange).toHaveBeenCalledWith(new Set(['EQ-9', 'EQ-2']));
  });

  it('shows what belongs here when there is nothing', () => {
    show({ rows: [], empty: <p>No instruments yet</p> });
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByText('No instruments yet')).toBeTruthy();
  });

  it('is cards and no table on a phone', () => {
    const desktop = window.matchMedia('(min-width: 1024px)');
    jest.spyOn(window, 'matchMedia').mockReturnValue(Object.assign(desktop, { matches: false }));
    show({ renderCard: (row) => <h3>{row.name}</h3> });
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByRole('list', { name: 'Instruments' }).children).toHaveLength(2);
  });
});
