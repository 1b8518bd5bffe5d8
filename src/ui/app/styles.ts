import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '../styles/tokens.css'
import '../styles/print.css'
