import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { PageLoading } from '../shell/states.tsx'
import { ProblemAlert } from './problem-alert.tsx'

/** One question to the server: its loading, its error with a way to try again, and its answer. An old answer stays in view when a new one fails. */
export function Answered<Answer>({
  question,
  loading = <PageLoading />,
  children,
}: {
  readonly question: UseQueryResult<Answer, Error>
  readonly loading?: ReactNode
  readonly children: (answer: Answer) => ReactNode
}) {
  const again = (
    <Button size="xs" variant="default" loading={question.isFetching} onClick={() => void question.refetch()}>
      Try again
    </Button>
  )
  if (question.data !== undefined)
    return (
      <>
        {question.error && <ProblemAlert error={question.error} action={again} />}
        {children(question.data)}
      </>
    )
  if (question.error) return <ProblemAlert error={question.error} action={again} />
  return loading
}
