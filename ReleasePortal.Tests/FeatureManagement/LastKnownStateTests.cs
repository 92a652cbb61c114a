using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ReleasePortal.FeatureManagement;
using ReleasePortal.FeatureManagement.Following;

namespace ReleasePortal.Tests.FeatureManagement;

/// <summary>What is kept on disk for a start without the portal.</summary>
public sealed class LastKnownStateTests : IDisposable
{
    private static readonly byte[] Definitions = Encoding.UTF8.GetBytes("""{"flags":{}}""" + "\n\n");

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task WhatWasSaved_IsReadAgain_ByteForByte()
    {
        await Of("https://portal.example").SaveAsync(Definitions, "\"a\"", TestContext.Current.CancellationToken);

        var read = await Of("https://portal.example/").ReadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Definitions, read?.Definitions);
        Assert.Equal("\"a\"", read?.Tag);
    }

    [Theory]
    [InlineData("https://other.example", "rp_server_key")]
    [InlineData("https://portal.example", "rp_server_other")]
    public async Task AnotherPortalOrKey_HasNothingOfIt(string address, string key)
    {
        await Of("https://portal.example").SaveAsync(Definitions, null, TestContext.Current.CancellationToken);

        Assert.Null(await Of(address, key).ReadAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(-1)]
    [InlineData(-3)]
    public async Task DamagedFile_IsLeftAside(int cutAt)
    {
        var state = Of("https://portal.example");
        await state.SaveAsync(Definitions, null, TestContext.Current.CancellationToken);
        var whole = await File.ReadAllBytesAsync(_folder.File, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_folder.File, cutAt < 0 ? whole[..^-cutAt] : whole[..cutAt], TestContext.Current.CancellationToken);

        Assert.Null(await state.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task File_HoldsNoSecret_IsItsOwnersAlone_AndLeavesNoDrafts()
    {
        var state = Of("https://portal.example");
        await state.SaveAsync(Definitions, null, TestContext.Current.CancellationToken);
        await state.SaveAsync(Definitions, null, TestContext.Current.CancellationToken);

        Assert.Equal([_folder.File], Directory.GetFiles(Path.GetDirectoryName(_folder.File)!));
        Assert.DoesNotContain("rp_server_key", await File.ReadAllTextAsync(_folder.File, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File));
    }

    [Fact]
    public async Task FileThatCannotBeWritten_StopsNothing()
    {
        Directory.CreateDirectory(_folder.File); // a folder where the file should be

        await Of("https://portal.example").SaveAsync(Definitions, null, TestContext.Current.CancellationToken);

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_folder.File)!));
    }

    public void Dispose() => _folder.Dispose();

    private LastKnownState Of(string address, string key = "rp_server_key") => new(
        Options.Create(new ReleasePortalOptions { Address = new Uri(address), Key = key, StateFile = _folder.File }),
        TimeProvider.System,
        NullLogger<LastKnownState>.Instance);
}

/// <summary>A folder that is gone after the test, with a place for a file in a folder that is not there yet.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("releaseportal-state-").FullName;

    public string File => Path.Combine(_folder, "kept", "features.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
