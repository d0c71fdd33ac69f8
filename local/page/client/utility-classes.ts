/**
 * The spreadsheet library's templates use short class names for single properties, those that Bootstrap made common, and
 * leave it to the page around them to define them. Here are the ones that it uses.
 */
import { make } from '../../../src/panel/page/dom';

/** Class name and what it stands for. */
const SINGLE: Readonly<Record<string, string>> = {
  'd-flex': 'display: flex',
  'd-block': 'display: block',
  'd-inline-block': 'display: inline-block',
  'd-none': 'display: none',
  'flex-row': 'flex-direction: row',
  'flex-column': 'flex-direction: column',
  'flex-wrap': 'flex-wrap: wrap',
  'flex-fill': 'flex: 1 1 auto',
  'flex-grow-0': 'flex-grow: 0',
  'flex-grow-1': 'flex-grow: 1',
  'flex-shrink-0': 'flex-shrink: 0',
  'align-items-center': 'align-items: center',
  'align-items-baseline': 'align-items: baseline',
  'align-items-end': 'align-items: flex-end',
  'align-middle': 'vertical-align: middle',
  'justify-content-start': 'justify-content: flex-start',
  'justify-content-center': 'justify-content: center',
  'justify-content-end': 'justify-content: flex-end',
  'justify-content-between': 'justify-content: space-between',
  'justify-content-around': 'justify-content: space-around',
  'position-relative': 'position: relative',
  'position-absolute': 'position: absolute',
  'sticky-top': 'position: sticky; top: 0',
  'sticky-bottom': 'position: sticky; bottom: 0',
  'top-0': 'top: 0',
  'top-50': 'top: 50%',
  'top-100': 'top: 100%',
  'bottom-0': 'bottom: 0',
  'start-0': 'left: 0',
  'start-100': 'left: 100%',
  'end-0': 'right: 0',
  'translate-middle': 'transform: translate(-50%, -50%)',
  'translate-middle-y': 'transform: translateY(-50%)',
  'z-1': 'z-index: 1',
  'w-0': 'width: 0',
  'w-25': 'width: 25%',
  'w-50': 'width: 50%',
  'w-75': 'width: 75%',
  'w-100': 'width: 100%',
  'w-auto': 'width: auto',
  'h-0': 'height: 0',
  'h-100': 'height: 100%',
  'col-6': 'width: 50%',
  'overflow-auto': 'overflow: auto',
  'overflow-hidden': 'overflow: hidden',
  'overflow-visible': 'overflow: visible',
  'overflow-x-hidden': 'overflow-x: hidden',
  'overflow-y-hidden': 'overflow-y: hidden',
  'overflow-y-auto': 'overflow-y: auto',
  'text-truncate': 'overflow: hidden; text-overflow: ellipsis; white-space: nowrap',
  'text-nowrap': 'white-space: nowrap',
  'text-start': 'text-align: left',
  'text-center': 'text-align: center',
  'text-end': 'text-align: right',
  'text-decoration-underline': 'text-decoration: underline',
  'text-white': 'color: #fff',
  'text-info': 'color: #0b57d0',
  'text-warning': 'color: #b06000',
  'text-danger': 'color: #c5221f',
  'border-danger': 'border-color: #c5221f',
  'border-0': 'border: 0',
  rounded: 'border-radius: 4px',
  'rounded-0': 'border-radius: 0',
  'rounded-circle': 'border-radius: 50%',
  shadow: 'box-shadow: 0 2px 6px 2px #3c404326',
  'shadow-sm': 'box-shadow: 0 1px 2px #3c404326',
  'bg-transparent': 'background: transparent',
  'fw-bold': 'font-weight: bold',
  'fw-bolder': 'font-weight: bolder',
  'fst-italic': 'font-style: italic',
  'fs-4': 'font-size: 1.5rem',
  small: 'font-size: 0.875em',
  'lh-1': 'line-height: 1',
  'opacity-50': 'opacity: 0.5',
  'opacity-100': 'opacity: 1',
  invisible: 'visibility: hidden',
  'pe-none': 'pointer-events: none',
  'pe-auto': 'pointer-events: auto',
  'user-select-none': 'user-select: none',
  'float-end': 'float: right',
  fa: 'font-style: normal',
};

/** Where a margin or padding is, by the letter that says so. */
const SIDES: Readonly<Record<string, readonly string[]>> = {
  '': [''],
  t: ['-top'],
  b: ['-bottom'],
  s: ['-left'],
  e: ['-right'],
  x: ['-left', '-right'],
  y: ['-top', '-bottom'],
};

/** Sizes of margins, paddings and gaps by the number that stands for them. */
const SIZES: Readonly<Record<string, string>> = {
  '0': '0',
  '1': '0.25rem',
  '2': '0.5rem',
  '3': '1rem',
  '4': '1.5rem',
  auto: 'auto',
};

/** Characters in the place of the icon font that some templates expect. */
const ICONS: Readonly<Record<string, string>> = {
  'angle-down': '\u25be',
  'angle-left': '\u2039',
  'angle-double-left': '\u00ab',
  'angle-double-right': '\u00bb',
  cog: '\u2699',
  'ellipsis-v': '\u22ee',
  'exclamation-triangle': '\u26a0',
  'eye-slash': '\u2298',
  eye: '\u25c9',
  'paint-brush': '\u270e',
  sliders: '\u2637',
  'thumb-tack': '\u2316',
  times: '\u00d7',
  trash: '\u2326',
  undo: '\u21b6',
};

/** Puts the classes into the page's style; they win over whatever else is said of an element. */
export function defineUtilityClasses(): void {
  const rule = (name: string, ...properties: string[]): string =>
    `.${name} { ${properties.map((property) => `${property} !important`).join('; ')} }`;
  const spaces = Object.entries(SIZES).flatMap(([number, size]) => [
    rule(`gap-${number}`, `gap: ${size}`),
    ...Object.entries(SIDES).flatMap(([side, ends]) => [
      rule(`m${side}-${number}`, ...ends.map((end) => `margin${end}: ${size}`)),
      rule(`p${side}-${number}`, ...ends.map((end) => `padding${end}: ${size}`)),
    ]),
  ]);
  const singles = Object.entries(SINGLE).map(([name, properties]) => rule(name, ...properties.split('; ')));
  const icons = Object.entries(ICONS).map(([name, text]) => `.fa-${name}::before { content: '${text}' }`);
  document.head.append(make('style', {}, [...spaces, ...singles, ...icons].join('\n')));
}
