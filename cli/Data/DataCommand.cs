using System.CommandLine;

namespace Serverless.Cli.Data;

/// <summary><c>data</c>: market data in and out of the store.</summary>
internal static class DataCommand
{
    public static Command Create() => new("data", "Market data: import files, download, see what is stored, look at a series.")
    {
        DataImportCommand.Create(),
        DataAdjustCommand.Create(),
        DataListCommand.Create(),
        DataShowCommand.Create(),
        DataValidateCommand.Create(),
        DataDownloadCommand.Create(),
        DataUpdateCommand.Create(),
    };
}
