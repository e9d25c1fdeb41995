using 'main.bicep'

param name = 'dev'
param production = false
param administrators = readEnvironmentVariable('KEY_ADMINISTRATORS')
param auditors = readEnvironmentVariable('AUDITORS')
param apiClientId = readEnvironmentVariable('API_CLIENT_ID')
