// The app, on Flex Consumption: it pays by use, starts from zero, grows with the fan-out of a cycle, and can be joined to a network. No setting holds a secret.
param name string
param location string
param identityId string
param identityClientId string
param signerIdentityId string
param signerClientId string
param witnessIdentityId string
param witnessClientId string
param stateAccount string
param trailAccount string
param witnessAccount string
param vaultUri string
param signerVaultUri string
param witnessVaultUri string
param insightsConnection string
param origin string
param apiClientId string

// Each host counts what callers ask for, and lets a share of the limits pass: so this is also by what they are divided.
var instances = 40

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  kind: 'functionapp'
  sku: {
    tier: 'FlexConsumption'
    name: 'FC1'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  tags: {
    'azd-service-name': 'functions'
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
      '${signerIdentityId}': {}
      '${witnessIdentityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${stateAccount}.blob.${environment().suffixes.storage}/app-package'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        maximumInstanceCount: instances
        instanceMemoryMB: 2048
      }
    }
  }
}

// Publishing by user name and password is off: only identities deploy.
resource noFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noScm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    AZURE_FUNCTIONS_ENVIRONMENT: 'Production'
    AZURE_CLIENT_ID: identityClientId
    AzureWebJobsStorage__accountName: stateAccount
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identityClientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    Audit__Origin: origin
    Audit__SignerClientId: signerClientId
    Audit__WitnessClientId: witnessClientId
    Audit__StorageAccount: trailAccount
    Audit__WitnessStorageAccount: witnessAccount
    Audit__VaultKey: '${signerVaultUri}keys/audit-log'
    Audit__WitnessVaultKey: '${witnessVaultUri}keys/audit-witness'
    Encryption__VaultKey: '${vaultUri}keys/content'
    Access__Tenant: subscription().tenantId
    Access__Audience: apiClientId
    Access__Instances: '${instances}'
    Access__RequestsPerMinute: '24000'
    Access__WritesPerMinute: '1200'
    Access__StartsPerMinute: '400'
    MarketData__AlpacaKeyId: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/alpaca-key-id/)'
    MarketData__AlpacaSecretKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/alpaca-secret-key/)'
    EvaluationSchedule: '0 0 1 * * *'
    MarketDataSchedule: '0 5 0,4,8,12,16,20 * * *'
    RegimeSchedule: '0 15 0,4,8,12,16,20 * * *'
    MonitoringSchedule: '0 20 * * * *'
    DailyReportSchedule: '0 45 0 * * *'
    AuditSealSchedule: '0 * * * * *'
    AuditVerifySchedule: '0 45 1 * * *'
    AuditWatchSchedule: '0 */10 * * * *'
  }
}

output name string = app.name
