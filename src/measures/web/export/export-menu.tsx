import { Button, Menu } from '@mantine/core'
import { IconFileDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'

/** One file that can be had. */
export interface ExportChoice {
  readonly id: string
  /** "Weeks as CSV". */
  readonly label: string
  readonly fetchIt: () => Promise<{ readonly name: string; readonly content: Blob }>
}

/** Takes the page away as a file. What went wrong is said in its place. */
export function ExportMenu({ choices }: { readonly choices: readonly ExportChoice[] }) {
  const [state, setState] = useState<'ready' | 'busy' | Error>('ready')
  const start = async ({ fetchIt }: ExportChoice) => {
    setState('busy')
    try {
      const { name, content } = await fetchIt()
      const link = document.createElement('a')
      link.href = URL.createObjectURL(content)
      link.download = name
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
      setState('ready')
    } catch (thrown) {
      setState(thrown instanceof Error ? thrown : new Error(String(thrown)))
    }
  }
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button
            variant="default"
            className="no-print"
            loading={state === 'busy'}
            leftSection={<IconFileDownload size={18} aria-hidden />}
          >
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {choices.map((choice) => (
            <Menu.Item key={choice.id} onClick={() => void start(choice)}>
              {choice.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {state instanceof Error && <ProblemAlert error={state} />}
    </>
  )
}
