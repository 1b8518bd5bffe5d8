import { Button, Group, Loader, Skeleton, Stack, Text, Title } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { usePageTitle } from '../page-title.tsx'
import { ProblemError, plainMessage } from '../problem.ts'

/** A page that is on its way. It waits a moment before it shows, so that a quick page does not flash. */
export function PageLoading() {
  return (
    <Stack gap="lg" role="status" aria-label="Loading the page" className="appears-late">
      <Skeleton height={32} width="40%" />
      <Skeleton height={16} width="65%" />
      <Skeleton height={220} />
    </Stack>
  )
}

export function SmallLoading({ label = 'Loading' }: { readonly label?: string }) {
  return (
    <Group gap="xs" role="status" className="appears-late">
      <Loader size="xs" />
      <Text c="dimmed">{label}…</Text>
    </Group>
  )
}

function Message({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  usePageTitle(title)
  return (
    <Stack gap="sm" maw="var(--fb-measure)">
      <Title order={1} tabIndex={-1}>
        {title}
      </Title>
      {children}
    </Stack>
  )
}

export function PageNotFound() {
  return (
    <Message title="There is no page here">
      <Text>The address may have been typed wrongly, or what it showed has moved.</Text>
      <Text>
        <Link to="/">Go to your first page</Link>
      </Text>
    </Message>
  )
}

/** Shown instead of a page whose right the caller does not hold. It says who can help. */
export function PageNotAllowed() {
  return (
    <Message title="You cannot see this page">
      <Text>
        Your position at this school does not include it. If you need it for your work, ask the person who looks after
        Firstbell at the school to change what you may do.
      </Text>
      <Text>
        <Link to="/">Go to your first page</Link>
      </Text>
    </Message>
  )
}

/** What an error boundary shows: a sentence, a way on, and a number to quote. */
export function PageBroken({ error, reset }: { readonly error: unknown; readonly reset?: () => void }) {
  const router = useRouter()
  const again = () => {
    reset?.()
    void router.invalidate()
  }
  return (
    <Message title="This page could not be shown">
      <Text>{plainMessage(error)}</Text>
      <Group>
        <Button onClick={again}>Try again</Button>
        <Button variant="default" onClick={() => window.location.reload()}>
          Reload the page
        </Button>
      </Group>
      {error instanceof ProblemError && error.problem.requestId && (
        <Text size="sm" c="dimmed">
          If you report this, quote {error.problem.requestId}.
        </Text>
      )}
    </Message>
  )
}

/** The last resort, for when what the other messages are made of has itself failed: plain elements only. */
export function AppBroken() {
  return (
    <main style={{ padding: '2rem', maxWidth: 'var(--fb-measure)' }}>
      <h1>Firstbell could not be shown</h1>
      <p>Reload the page. Nothing that was saved is lost. If it goes on, tell your Firstbell administrator.</p>
      <button type="button" onClick={() => window.location.reload()}>
        Reload the page
      </button>
    </main>
  )
}
