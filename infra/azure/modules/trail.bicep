// The audit trail. Entries are created once by the writer, checkpoints by the signer: neither has a right to replace or delete, nor to do the other's work, and
// once the retention is locked it holds also against whoever owns the subscription. Tiles can be made anew from entries: the signer may replace them, and what it
// replaces is kept as a version.
param name string
param location string
param production bool

@minValue(1825)
@maxValue(3650)
param retentionDays int
param createOnlyRoleId string
param replaceRoleId string
param writerId string
param signerId string
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
    changeFeed: {
      enabled: true
    }
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

resource entries 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: 'audit-entries'
  properties: {
    publicAccess: 'None'
  }
}

resource checkpoints 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: 'audit-checkpoints'
  properties: {
    publicAccess: 'None'
  }
}

resource tiles 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: 'audit-tiles'
  properties: {
    publicAccess: 'None'
  }
}

resource entriesWriter 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(entries.id, writerId, 'create')
  scope: entries
  properties: {
    roleDefinitionId: createOnlyRoleId
    principalId: writerId
    principalType: 'ServicePrincipal'
  }
}

// Storage Blob Data Reader.
resource entriesSigner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(entries.id, signerId, 'read')
  scope: entries
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')
    principalId: signerId
    principalType: 'ServicePrincipal'
  }
}

resource checkpointsWriter 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(checkpoints.id, signerId, 'create')
  scope: checkpoints
  properties: {
    roleDefinitionId: createOnlyRoleId
    principalId: signerId
    principalType: 'ServicePrincipal'
  }
}

resource tilesWriter 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(tiles.id, signerId, 'replace')
  scope: tiles
  properties: {
    roleDefinitionId: replaceRoleId
    principalId: signerId
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
