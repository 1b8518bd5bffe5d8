import { Button, Menu } from '@mantine/core'
import { IconFileDownload } from '@tabler/icons-react'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { type FetchedFile, useFileDownload } from '../../../ui/use-file-download.ts'

/** One file that can be had. */
export interface ExportChoice {
  readonly id: string
  /** "Weeks as CSV". */
  readonly label: string
  readonly fetchIt: () => Promise<FetchedFile>
}

/** Takes the page away as a file. What went wrong is said in its place. */
export function ExportMenu({ choices }: { readonly choices: readonly ExportChoice[] }) {
  const { start, busy, error } = useFileDownload()
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button
            variant="default"
            className="no-print"
            loading={busy}
            leftSection={<IconFileDownload size={18} aria-hidden />}
          >
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label maw="17rem">
            Columns are named as DfE names them. The spreadsheet’s sheet “key” says what each holds.
          </Menu.Label>
          {choices.map((choice) => (
            <Menu.Item key={choice.id} onClick={() => void start(choice.fetchIt)}>
              {choice.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {error !== undefined && <ProblemAlert error={error} />}
    </>
  )
}
