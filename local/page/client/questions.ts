import type { Answer, Button, Question } from '../protocol';
import { make } from '../../../src/panel/page/dom';

const CAPTIONS: Readonly<Record<Exclude<Button, 'CLOSE'>, string>> = {
  OK: 'OK',
  CANCEL: 'Cancel',
  YES: 'Yes',
  NO: 'No',
};

/** Shows an alert or prompt and waits for the answer; Escape and the cross in the corner are CLOSE. */
export function ask({ kind, title, text, buttons }: Question): Promise<Answer> {
  const input = make('input', { type: 'text', autocomplete: 'off', ariaLabel: text });
  const close = make('button', { type: 'button', className: 'cross', ariaLabel: 'Close' }, '\u00d7');
  const row = make('div', { className: 'buttons' });
  const dialog = make('dialog', { className: 'question', ariaLabel: title || text }, close);
  dialog.append(make('h2', {}, title), make('p', {}, text), ...(kind === 'prompt' ? [input] : []), row);
  document.body.append(dialog);
  return new Promise((resolve) => {
    const answer = (button: Button): void => {
      dialog.remove();
      resolve({ button, text: input.value });
    };
    close.onclick = () => answer('CLOSE');
    dialog.oncancel = () => answer('CLOSE');
    const choices = buttons.split('_') as Exclude<Button, 'CLOSE'>[];
    row.append(
      ...choices.map((choice) => make('button', { onclick: () => answer(choice) }, CAPTIONS[choice])),
    );
    input.onkeydown = ({ key }) => {
      if (key === 'Enter') answer(choices[0] ?? 'OK');
    };
    dialog.showModal();
    (kind === 'prompt' ? input : row.querySelector('button'))?.focus();
  });
}

/** Takes away all questions that are open, unanswered. */
export function forgetQuestions(): void {
  for (const dialog of document.querySelectorAll('dialog.question')) dialog.remove();
}
