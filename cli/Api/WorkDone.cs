namespace Serverless.Cli.Api;

internal sealed record WorkDone(int Done, int Total, int WithoutResult = 0);
