namespace Serverless.Cli.Simulation;

/// <summary>Seats and capital, as <c>GET /api/v1/capital</c> tells them; amounts are decimal texts.</summary>
internal sealed record LedgerStatus(int Seats, int FreeSeats, string Total, string Reserve);
