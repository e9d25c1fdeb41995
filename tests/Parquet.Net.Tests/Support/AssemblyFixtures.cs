using Parquet.Net.Tests.Support;

[assembly: AssemblyFixture(typeof(Interop))]
