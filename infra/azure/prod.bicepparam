using 'main.bicep'

param name = 'prod'
param production = true
param retentionDays = 3650
param administrators = readEnvironmentVariable('KEY_ADMINISTRATORS')
param auditors = readEnvironmentVariable('AUDITORS')
param apiClientId = readEnvironmentVariable('API_CLIENT_ID')
