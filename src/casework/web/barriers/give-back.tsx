import { Button, Group, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { signOut } from '../../../identity/contract.ts'
import type { Handed } from '../../../kernel/handed.ts'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { takeBack } from '../../../ui/handed-over.ts'
import { useMe } from '../../../ui/me.tsx'
import { ProblemError } from '../../../ui/problem.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { type Answers, takeScreenBack } from '../../contract.ts'
import { keepInTab } from './answers-in-tab.ts'
import { CodeField } from './code-field.tsx'

/** Gives the screen back with the code, which only the server can check, or by signing in again. */
export function GiveBack({
  onBack,
  onForgotten,
  error,
  isPending = false,
  children,
}: {
  /** Told once the code was right, before anything else is asked of the server: with what the child answered, where they were done. */
  readonly onBack?: (answered: Answers | null) => void
  readonly onForgotten: () => void
  readonly error: Error | null
  readonly isPending?: boolean
  readonly children?: ReactNode
}) {
  const of = useMe().handed?.params
  const [code, setCode] = useState('')
  const back = useAct(takeScreenBack, {
    onDone: ({ answered }) => {
      onBack?.(answered)
      takeBack()
    },
  })
  const why = back.error instanceof ProblemError ? back.error.code : undefined
  const isWrong = why === 'screen.wrong-code' && code === ''
  // Without a network the app may not know yet which screen this is; then only signing in again is left.
  const takesCode = of !== undefined && why !== 'screen.code-spent'
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        if (of === undefined || code === '') return
        const { schoolId = '', caseId = '', assessmentId = '' } = of
        setCode('')
        back.mutate({ params: { schoolId, caseId, assessmentId }, body: { code } })
      }}
    >
      <Stack gap="md">
        <ProblemAlert error={error ?? (why === 'screen.wrong-code' ? null : back.error)} />
        {takesCode && (
          <CodeField
            label="For staff: your code"
            value={code}
            onChange={setCode}
            error={isWrong ? 'That is not the code.' : undefined}
          />
        )}
        {children}
        <Group>
          {takesCode && (
            <Button type="submit" size="md" loading={back.isPending}>
              Hand back to a member of staff
            </Button>
          )}
          <Button size="md" variant="default" loading={isPending} onClick={onForgotten}>
            Staff: sign in again
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** What every other tab of the browser shows while the screen is with a child: it says nothing of the child. */
export function ScreenWithChild() {
  const leave = useAct(signOut)
  const { handed } = useMe()
  return (
    <Stack gap="md" maw="var(--fb-measure)" mx="auto">
      <PageHeader
        title="This screen is with a child"
        lead="Go on in the tab with the questions, or give the screen back. With the code, whatever was typed in this tab is still there, unless the child is done: then you read first what they answered."
      />
      <GiveBack
        error={leave.error}
        isPending={leave.isPending}
        onForgotten={() => leave.mutate({})}
        onBack={(answered) => readFirst(handed, answered)}
      >
        <p>Once the child is done, their answers are kept. Until then they are in the tab with the questions alone.</p>
      </GiveBack>
    </Stack>
  )
}

/** The page on which is decided what a child's answers are, in a tab that knew nothing of them. */
function readFirst(handed: Pick<Handed, 'params' | 'path'> | undefined, answered: Answers | null): void {
  if (handed === undefined || answered === null) return
  const { caseId = '', assessmentId = '' } = handed.params
  keepInTab({ caseId, assessmentId, step: 0, done: true, back: true, sent: true, answers: answered })
  window.location.assign(handed.path)
}
