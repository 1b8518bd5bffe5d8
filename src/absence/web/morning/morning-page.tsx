import { Switch } from '@mantine/core'
import { PageButton, PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { morningBoard } from '../../contract.ts'
import { AnswersToPlace, Ended, ExpectedBack, Late, NotYetBack, ReasonsWaiting, Registers } from './beside-families.tsx'
import type { Board } from './board-answer.ts'
import { Desk } from './desk.tsx'
import { DeskDialog } from './desk-dialogs.tsx'
import { useDeskKeys, useDeskPresses } from './desk-keys.ts'
import { FamilyList } from './family-list.tsx'
import styles from './morning.module.css'
import { TextAll } from './text-all.tsx'
import { useDesk } from './use-desk.ts'

/** The morning board with the contact desk beside it: every absent child, where the search stands, and the telephone. */
export function Page() {
  const schoolId = useSchoolId()
  const mayVisit = useMay()('absence.visit')
  const board = useOperation(morningBoard, { params: { schoolId } }, { everySeconds: 60 })
  return (
    <>
      <PageHeader
        title="Morning board"
        lead="Every child who is absent and of whom nobody knows why, the most pressing first. It fills as registers close."
        actions={
          mayVisit && (
            <PageButton variant="default" there={{ to: '/home-visits' }}>
              Home visits
            </PageButton>
          )
        }
      />
      <Answered question={board}>
        {(answer) => (
          <Morning
            board={answer}
            fresh={
              <Freshness
                asOf={answer.asOf}
                onRefresh={() => void board.refetch()}
                refreshing={board.isFetching}
                failed={board.isError}
              />
            }
          />
        )}
      </Answered>
    </>
  )
}

function Morning({ board, fresh }: { readonly board: Board; readonly fresh: React.ReactNode }) {
  const desk = useDesk(board)
  const [keys, setKeys] = useDeskKeys()
  useDeskPresses(keys, desk.press)
  const { counts, meets, families } = board
  if (!meets) return <p className={styles.quiet}>The school does not meet today.</p>
  return (
    <>
      <Registers board={board} />
      <AnswersToPlace board={board} />
      <Section title="Absent without a reason" note={fresh}>
        <div className={styles.over}>
          <p className={styles.sum} data-plain="list">
            {sumOf(board)}
          </p>
          <TextAll board={board} onSent={() => desk.select(desk.place)} />
        </div>
        {families.length === 0 && !desk.gone ? (
          <EmptyState title="Nobody to follow up now" because={whyEmpty(board)} />
        ) : (
          <div className={styles.columns}>
            <FamilyList board={board} desk={desk} />
            <Desk board={board} desk={desk} />
          </div>
        )}
        <div className={styles.under}>
          <Switch
            label="Single keys work the desk"
            checked={keys}
            onChange={(event) => setKeys(event.currentTarget.checked)}
          />
          <p className={styles.quiet}>
            Where the ladder comes from: {board.source.source}.{' '}
            {counts.beforeClose > 0 && (
              <span data-plain="list">
                {counts.beforeClose} more {counts.beforeClose === 1 ? 'is' : 'are'} marked absent in registers that have
                not closed.
              </span>
            )}
          </p>
        </div>
      </Section>
      <ExpectedBack board={board} />
      <ReasonsWaiting board={board} />
      <NotYetBack board={board} />
      <div className={styles.beside}>
        <Late board={board} />
        <Ended board={board} />
      </div>
      <DeskDialog desk={desk} />
    </>
  )
}

function sumOf({ counts }: Board): string {
  const { children, families, due, expected } = counts
  if (children === 0) return ''
  const sums = [
    `${children} ${children === 1 ? 'child' : 'children'} of ${families} ${families === 1 ? 'family' : 'families'}`,
    due === 0 ? 'nothing due now' : `${due} with something due now`,
  ]
  return [...sums, ...(expected > 0 ? [`${expected} expected back`] : [])].join(', ')
}

function whyEmpty({ counts, registers }: Board): React.ReactNode {
  if (registers.some(({ overdue }) => overdue))
    return (
      <>
        Some registers are not in yet: <PageLink there={{ to: '/registers' }}>remind their tutors</PageLink>.
      </>
    )
  if (counts.beforeClose > 0) return 'Registers are still open; who has not come by their close stands here then.'
  return 'Every absence of today has a reason, or the child was found.'
}
