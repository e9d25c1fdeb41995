// What the witness has cosigned: created once, by the witness alone, kept as long as the trail. Best deployed into another subscription, whose owner does not run the app.
param name string
param location string
param production bool

@minValue(1825)
@maxValue(3650)
param retentionDays int
param createOnlyRoleId string
param witnessId string
param auditorsId string

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_GZRS'
  }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    immutableStorageWithVersioning: {
      enabled: true
      immutabilityPolicy: {
        allowProtectedAppendWrites: false
        immutabilityPeriodSinceCreationInDays: retentionDays
        state: production ? 'Locked' : 'Unlocked'
      }
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: {
      enabled: true
      days: 90
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 90
    }
  }
}

resource notes 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: 'audit-witness'
  properties: {
    publicAccess: 'None'
  }
}

resource writer 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(notes.id, witnessId, 'create')
  scope: notes
  properties: {
    roleDefinitionId: createOnlyRoleId
    principalId: witnessId
    principalType: 'ServicePrincipal'
  }
}

// Storage Blob Data Reader.
resource reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, auditorsId, 'read')
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')
    principalId: auditorsId
    principalType: 'Group'
  }
}

output name string = account.name
