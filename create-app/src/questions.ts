/** The questions, each with the answer that most people want already there. */
import { resolve } from 'node:path'
import { confirm, isCancel, select, text } from '@clack/prompts'
import type { Language } from './choices.ts'
import { Problem, problems } from './problem.ts'
import { checkTarget } from './target-folder.ts'
import type { Template } from './templates.ts'
import type { Terminal } from './terminal.ts'

export interface Questions {
  folder(): Promise<string>
  template(templates: readonly Template[]): Promise<string>
  language(): Promise<Language>
  tailwind(): Promise<boolean>
}

export function questionsFor({ cwd, input, output }: Terminal): Questions {
  const streams = { input, output }
  return {
    folder: () =>
      answered(
        text({
          ...streams,
          message: 'Where shall the app be made?',
          placeholder: 'my-app',
          defaultValue: 'my-app',
          validate: (value) => complaintAbout(resolve(cwd, value?.trim() || 'my-app')),
        }),
      ),
    template: (templates) =>
      answered(
        select({
          ...streams,
          message: 'Which template?',
          options: templates.map(({ name, summary }) => ({ value: name, label: name, hint: summary })),
        }),
      ),
    language: () =>
      answered(
        select<Language>({
          ...streams,
          message: 'Which language?',
          options: [
            { value: 'ts', label: 'TypeScript' },
            { value: 'js', label: 'JavaScript' },
          ],
        }),
      ),
    tailwind: () => answered(confirm({ ...streams, message: 'Add Tailwind CSS?', initialValue: false })),
  }
}

async function answered<Answer>(question: Promise<Answer>): Promise<Exclude<Answer, symbol>> {
  const answer = await question
  if (isCancel(answer)) throw new Problem(problems.cancelled, '')
  return answer as Exclude<Answer, symbol>
}

function complaintAbout(folder: string): string | undefined {
  try {
    checkTarget(folder)
    return undefined
  } catch (error) {
    if (error instanceof Problem) return `${error.entry.title} ${error.message.replaceAll(/\n\s*/g, ' ')}`
    throw error
  }
}
