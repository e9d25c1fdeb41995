// A key that cannot be taken out, in a vault of its own: one identity signs, or wraps and unwraps, by it; administrators make and rotate it.
param name string
param location string
param keyName string

@description('Whether the key signs; else it wraps.')
param signs bool
param userId string
param administratorsId string

// Built-in roles: Key Vault Crypto User, Key Vault Secrets User.
var user = '12338af0-0e69-4776-bea7-57ae8d297424'
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
// Built-in roles: Key Vault Crypto Officer, Key Vault Secrets Officer.
var officers = [
  '14b46e9e-c2b7-41b4-b07b-48a6ebf60603'
  'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
]

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'premium'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
  }
}

resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: keyName
  properties: signs ? {
    kty: 'EC-HSM'
    curveName: 'P-256'
    keyOps: [
      'sign'
      'verify'
    ]
    attributes: {
      enabled: true
      exportable: false
    }
  } : {
    kty: 'RSA-HSM'
    keySize: 3072
    keyOps: [
      'wrapKey'
      'unwrapKey'
    ]
    attributes: {
      enabled: true
      exportable: false
    }
  }
}

resource usesKey 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(key.id, userId, user)
  scope: key
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', user)
    principalId: userId
    principalType: 'ServicePrincipal'
  }
}

// The list of trusted keys, or what the app's settings refer to.
resource readsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, userId, secretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
    principalId: userId
    principalType: 'ServicePrincipal'
  }
}

resource administers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in officers: {
  name: guid(vault.id, administratorsId, role)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    principalId: administratorsId
    principalType: 'Group'
  }
}]

output uri string = vault.properties.vaultUri
