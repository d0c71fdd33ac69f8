/** What the server and its pages tell each other, as JSON. Types only: both the server and the pages import them. */
import type { CollaborationMessage, WorkbookData } from '@odoo/o-spreadsheet';
import type { Button, ButtonSet, Dialog, MenuTree, Page } from '../apps-script/user-interface';

export type { CollaborationMessage, WorkbookData } from '@odoo/o-spreadsheet';
export type { Button, ButtonSet, Dialog, MenuEntry, MenuTree, Page } from '../apps-script/user-interface';

/** An alert, or a prompt with a line to type in. */
export interface Question {
  readonly kind: 'alert' | 'prompt';
  readonly title: string;
  readonly text: string;
  readonly buttons: ButtonSet;
}

/** What a person answered; `text` is what was typed into a prompt. */
export interface Answer {
  readonly button: Button;
  readonly text: string;
}

/** A zone of cells, all four sides included, counted from 0. */
export interface CellZone {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** What a person typed into a cell; row and column count from 0. */
export interface CellEdit {
  readonly sheetId: string;
  readonly row: number;
  readonly col: number;
  readonly content: string;
}

/** How a function that a page called ended. */
export type Outcome =
  { readonly value: unknown } | { readonly error: { readonly name: string; readonly message: string } };

export type ToPage =
  /** The first thing that a page is told, and again whenever the connection was lost. */
  | {
      readonly kind: 'workbook';
      readonly title: string;
      readonly person: string;
      readonly data: WorkbookData;
    }
  | { readonly kind: 'collaborate'; readonly message: CollaborationMessage }
  /** The revisions that this page's edits have made. */
  | { readonly kind: 'edited'; readonly revisionIds: readonly string[] }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'menu'; readonly menu: MenuTree }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  | { readonly kind: 'toast'; readonly title: string; readonly text: string }
  | { readonly kind: 'sidebar'; readonly page: Page }
  | { readonly kind: 'dialog'; readonly dialog: Dialog }
  /** A script went to a tab, and to a zone there. */
  | { readonly kind: 'activate'; readonly sheetId: string; readonly zone?: CellZone }
  | { readonly kind: 'ended'; readonly run: number; readonly outcome: Outcome };

export type FromPage =
  | { readonly kind: 'collaborate'; readonly message: CollaborationMessage }
  | { readonly kind: 'edit'; readonly edits: readonly CellEdit[] }
  | {
      readonly kind: 'run';
      readonly run: number;
      readonly functionName: string;
      readonly args: readonly unknown[];
      readonly origin: 'menu' | 'panel';
    }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer };
