import { SegmentedControl } from '@mantine/core'
import { Suspense, useState } from 'react'
import { type Day, shortDay } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { Answer } from '../../../kernel/operation.ts'
import type { Half } from '../../../kernel/session.ts'
import { MarkHistory } from '../../../register/web/index.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { KeyValues } from '../../../ui/components/key-values.tsx'
import { percentText } from '../../../ui/components/percentage.tsx'
import { SmallLoading } from '../../../ui/shell/states.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { whyEnrolment } from '../../contract.ts'
import { ownInWords } from '../../rules/definitions/behind-words.ts'
import { meaningOfFigure } from '../../rules/definitions/figures.ts'
import { Definition } from './figure-head.tsx'
import styles from './why.module.css'
import { figureAsked, type WhyText } from './why-text.ts'
import { CLASS_WORDS, sessionInWords } from './why-words.ts'

type Mark = Answer<typeof whyEnrolment>['marks'][number]

/** One pupil’s sessions behind a figure; each opens who made the mark and every change of it. */
export function PupilOfFigure({
  why,
  pupilId,
  onMark,
}: {
  readonly why: WhyText & { readonly until?: 'own' }
  readonly pupilId: string
  /** A mark’s own drawer opened over this one, or closed: the Escape key is then that one’s alone. */
  readonly onMark?: (open: boolean) => void
}) {
  const schoolId = useSchoolId()
  const [all, setAll] = useState(false)
  const [open, setOpen] = useState<{ readonly day: Day; readonly half: Half }>()
  const show = (mark: typeof open) => {
    setOpen(mark)
    onMark?.(mark !== undefined)
  }
  const about = figureAsked(why)
  const isRate = meaningOfFigure(about).of !== null || about.figure === 'pupils'
  const asked = useOperation(whyEnrolment, { params: { schoolId, pupilId }, querystring: why })
  return (
    <Answered question={asked} loading={<SmallLoading />}>
      {(answer) => {
        const shown = answer.marks.filter(({ isCounted }) => all || isCounted)
        return (
          <div>
            <p className={styles.what}>
              <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>{answer.name}</PageLink>
            </p>
            <p className={styles.number}>
              {isRate && answer.possible > 0 ? `${percentText(answer.sessions, answer.possible)} %` : answer.sessions}
            </p>
            <p className={styles.sum}>
              {answer.sessions} {ownInWords(about)}
              {isRate && ` of ${answer.possible} possible sessions`}
            </p>
            <KeyValues
              of={[
                ...(answer.onRoll === null
                  ? []
                  : ([
                      ['Counts from', sessionInWords(answer.onRoll.from)],
                      ['Counts to', sessionInWords(answer.onRoll.until)],
                    ] as const)),
                ...(isRate
                  ? ([['Rounding', 'To one decimal place, half up, from the two whole numbers']] as const)
                  : []),
              ]}
            />
            <h3 className={styles.heading}>What it means</h3>
            <p className={styles.words}>{answer.definition.words}</p>
            <SegmentedControl
              mt="sm"
              mb="sm"
              size="xs"
              aria-label="Which sessions"
              value={all ? 'all' : 'counted'}
              data={[
                {
                  value: 'counted',
                  label: `In the figure (${answer.marks.filter(({ isCounted }) => isCounted).length})`,
                },
                { value: 'all', label: `Every session (${answer.marks.length})` },
              ]}
              onChange={(value) => setAll(value === 'all')}
            />
            {shown.length === 0 && <p className={styles.quiet}>No session of this pupil is in the figure.</p>}
            <ul className={styles.marks}>
              {shown.map((mark) => (
                <MarkLine key={`${mark.day} ${mark.half}`} mark={mark} onOpen={() => show(mark)} />
              ))}
            </ul>
            <Definition definition={answer.definition} />
            <Suspense>
              <MarkHistory pupilId={answer.pupilId as PupilId} session={open} onClose={() => show(undefined)} />
            </Suspense>
          </div>
        )
      }}
    </Answered>
  )
}

function MarkLine({ mark, onOpen }: { readonly mark: Mark; readonly onOpen: () => void }) {
  return (
    <li>
      <button type="button" className={styles.mark} onClick={onOpen}>
        <CodeBadge code={mark.code ?? '-'} size="small" />
        <span className={styles.when}>
          {shortDay(mark.day)}, {mark.half === 'AM' ? 'morning' : 'afternoon'}
        </span>
        <span className={styles.quiet}>{CLASS_WORDS[mark.statistical]}</span>
        <span className="visually-hidden">. Who made this mark?</span>
      </button>
    </li>
  )
}
