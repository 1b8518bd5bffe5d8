import type { StatisticalClass } from '../../../law/codes.ts'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { DataTable } from '../../../ui/components/data-table.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { Figure } from '../asked/figure.tsx'
import type { Base, Figures } from './answer.ts'
import { BarTable } from './bar-table.tsx'
import styles from './figures.module.css'

const CLASS_WORDS: Readonly<Record<StatisticalClass, string>> = {
  present: 'Present',
  'approved-activity': 'Approved activity',
  authorised: 'Authorised absence',
  unauthorised: 'Unauthorised absence',
  'not-possible': 'Not a possible session',
  administrative: 'Not a possible session',
  missing: 'No mark',
}
const IS_POSSIBLE: readonly StatisticalClass[] = ['present', 'approved-activity', 'authorised', 'unauthorised']

/** Which codes the school uses, and illness beside unexplained and unauthorised in each class: habits of coding show there. */
export function CodeMix({ base, answer }: { readonly base: Base; readonly answer: Figures }) {
  const { possible } = answer.figures.sessions
  return (
    <>
      <Section title="Classes side by side: I, O and N">
        <p className={styles.lead}>
          Illness (I), unauthorised (O) and no reason yet (N), of each class’s own possible sessions. Classes much alike
          in absence and unlike in these differ in how they are coded.
        </p>
        <BarTable
          label="Illness, unauthorised and no reason yet, by class"
          head="Class"
          columns={[
            { id: 'I', name: 'I, illness', tone: 'authorised' },
            { id: 'O', name: 'O, unauthorised', tone: 'unauthorised' },
            { id: 'N', name: 'N, no reason yet', tone: 'plain' },
          ]}
          rows={answer.byGroup.map(({ groupId, name, figures, codes }) => ({
            id: groupId,
            name,
            of: figures.sessions.possible,
            bars: (['I', 'O', 'N'] as const).map((code) => ({
              why: { ...base, groupIds: groupId, figure: 'code', code },
              count: codes[code],
              what: `${code} in ${name}`,
            })),
          }))}
        />
      </Section>
      <Section title="Every code">
        <DataTable
          label="Sessions by code"
          noun={['code', 'codes']}
          rows={answer.codes.filter(({ statistical }) => statistical !== 'missing')}
          rowKey={({ code, name }) => `${code} ${name}`}
          order={{ column: 'sessions', downward: true }}
          columns={[
            {
              id: 'code',
              label: 'Code',
              onCard: 'title',
              sortBy: ({ code }) => code,
              cell: ({ code, name }) => (
                <span className={styles.code}>
                  <CodeBadge code={code} size="small" /> {name}
                </span>
              ),
            },
            {
              id: 'class',
              label: 'Counts as',
              sortBy: ({ statistical }) => CLASS_WORDS[statistical],
              cell: ({ statistical }) => CLASS_WORDS[statistical],
            },
            {
              id: 'sessions',
              label: 'Sessions',
              sortBy: ({ sessions }) => sessions,
              cell: ({ code, name, sessions, statistical }) => (
                <Figure
                  why={{ ...base, figure: 'code', code }}
                  count={sessions}
                  of={IS_POSSIBLE.includes(statistical) ? possible : null}
                  what={`${code}, ${name}`}
                />
              ),
            },
          ]}
          empty={{ title: 'No codes', because: 'No session has a mark in these days.' }}
        />
      </Section>
    </>
  )
}
