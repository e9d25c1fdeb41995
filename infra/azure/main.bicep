// All of one environment: the app, its state, the audit trail, the witness, the keys. Section "Azure" of docs/operations.md says how it is deployed.
targetScope = 'resourceGroup'

@description('Part of all names: the environment.')
@minLength(3)
@maxLength(8)
param name string

@description('Where it runs.')
param location string = resourceGroup().location

@description('Locks the retention of the trail, for good: nobody can shorten it then, or delete the trail before it ends. A new account begins unlocked: see docs/operations.md.')
param production bool = false

@description('Days for which nothing of the trail can be deleted or changed: five to ten years.')
@minValue(1825)
@maxValue(3650)
param retentionDays int = 2555

@description('Object id of the group whose members administer keys: they make and rotate them, and sign nothing.')
param administrators string

@description('Object id of the group whose members may read the trail: compliance.')
param auditors string

@description('Client id of the app registration whose tokens the API accepts.')
param apiClientId string

var suffix = uniqueString(resourceGroup().id, name)

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: 'id-serverless-${name}'
    location: location
  }
}

module signer 'modules/identity.bicep' = {
  name: 'signer'
  params: {
    name: 'id-signer-${name}'
    location: location
  }
}

module cosigner 'modules/identity.bicep' = {
  name: 'cosigner'
  params: {
    name: 'id-witness-${name}'
    location: location
  }
}

module roles 'modules/roles.bicep' = {
  name: 'roles'
}

module state 'modules/state.bicep' = {
  name: 'state'
  params: {
    name: take('st${name}${suffix}', 24)
    location: location
    principalId: identity.outputs.principalId
  }
}

module trail 'modules/trail.bicep' = {
  name: 'trail'
  params: {
    name: take('tr${name}${suffix}', 24)
    location: location
    production: production
    retentionDays: retentionDays
    createOnlyRoleId: roles.outputs.createOnlyId
    replaceRoleId: roles.outputs.replaceId
    writerId: identity.outputs.principalId
    signerId: signer.outputs.principalId
    auditorsId: auditors
  }
}

module witness 'modules/witness.bicep' = {
  name: 'witness'
  params: {
    name: take('wi${name}${suffix}', 24)
    location: location
    production: production
    retentionDays: retentionDays
    createOnlyRoleId: roles.outputs.createOnlyId
    witnessId: cosigner.outputs.principalId
    auditorsId: auditors
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: take('kv-${name}-${suffix}', 24)
    location: location
    keyName: 'content'
    signs: false
    userId: identity.outputs.principalId
    administratorsId: administrators
  }
}

module signerVault 'modules/vault.bicep' = {
  name: 'signer-vault'
  params: {
    name: take('ks-${name}-${suffix}', 24)
    location: location
    keyName: 'audit-log'
    signs: true
    userId: signer.outputs.principalId
    administratorsId: administrators
  }
}

module witnessVault 'modules/vault.bicep' = {
  name: 'witness-vault'
  params: {
    name: take('kw-${name}-${suffix}', 24)
    location: location
    keyName: 'audit-witness'
    signs: true
    userId: cosigner.outputs.principalId
    administratorsId: administrators
  }
}

module insights 'modules/insights.bicep' = {
  name: 'insights'
  params: {
    name: 'appi-serverless-${name}'
    location: location
    principalId: identity.outputs.principalId
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    name: 'func-serverless-${name}-${suffix}'
    location: location
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    signerIdentityId: signer.outputs.id
    signerClientId: signer.outputs.clientId
    witnessIdentityId: cosigner.outputs.id
    witnessClientId: cosigner.outputs.clientId
    stateAccount: state.outputs.name
    trailAccount: trail.outputs.name
    witnessAccount: witness.outputs.name
    vaultUri: vault.outputs.uri
    signerVaultUri: signerVault.outputs.uri
    witnessVaultUri: witnessVault.outputs.uri
    insightsConnection: insights.outputs.connectionString
    origin: 'serverless.${name}'
    apiClientId: apiClientId
  }
}

output appName string = app.outputs.name
output vaultUri string = vault.outputs.uri
output signerVaultUri string = signerVault.outputs.uri
output witnessVaultUri string = witnessVault.outputs.uri
output trailAccount string = trail.outputs.name
