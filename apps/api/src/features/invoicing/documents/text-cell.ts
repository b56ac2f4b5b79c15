export { textCell, yuanCell } from '../../../platform/spreadsheets/text-cell.js';
