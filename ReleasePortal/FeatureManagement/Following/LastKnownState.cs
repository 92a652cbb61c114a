using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ReleasePortal.FeatureManagement.Following;

/// <summary>What was known of the environment when the application ran last.</summary>
/// <param name="Definitions">The whole state.</param>
/// <param name="Tag">What to ask with whether it still holds.</param>
/// <param name="SavedAt">When it was written down.</param>
internal sealed record SavedState(byte[] Definitions, string? Tag, DateTimeOffset SavedAt);

/// <summary>
/// The last known state on disk: a line about it, then the state as the portal gave it. It belongs to one address and key, and
/// only the account that the application runs under may read it, because members of groups are named in it.
/// </summary>
internal sealed class LastKnownState
{
    private const string Purpose = "releaseportal last known state v1";

    private readonly string? _file;
    private readonly string _owner;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private bool _hasComplained;

    public LastKnownState(IOptions<ReleasePortalOptions> options, TimeProvider clock, ILogger<LastKnownState> logger)
    {
        (_clock, _logger) = (clock, logger);
        _owner = OwnerOf(options.Value);
        _file = options.Value.StateFile ?? DefaultFile(_owner);
        if (_file.Length is 0)
            _file = null;
    }

    /// <summary>Reads it; null when there is none that can be used.</summary>
    public async Task<SavedState?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_file is null || !File.Exists(_file))
            return null;

        try
        {
            var bytes = await File.ReadAllBytesAsync(_file, cancellationToken).ConfigureAwait(false);
            var end = Array.IndexOf(bytes, (byte)'\n');
            var definitions = bytes[(end + 1)..];
            if (end < 0 || JsonSerializer.Deserialize<About>(bytes.AsSpan(0, end)) is not { } about || about.Sum != Sum(definitions))
                Log.StateFileBroken(_logger, _file);
            else if (about.Owner != _owner)
                Log.StateFileForeign(_logger, _file);
            else
                return new SavedState(definitions, about.Tag, about.SavedAt);
        }
        catch (JsonException)
        {
            Log.StateFileBroken(_logger, _file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.StateFileNotRead(_logger, _file, exception);
        }

        return null;
    }

    /// <summary>Writes it as a whole or not at all: a crash, or a second process, leaves the one before.</summary>
    public async Task SaveAsync(byte[] definitions, string? tag, CancellationToken cancellationToken)
    {
        if (_file is null)
            return;

        var draft = $"{_file}.{Guid.NewGuid():N}";
        try
        {
            CreateFolder();
            await WriteAsync(draft, new About(_owner, tag, _clock.GetUtcNow(), Sum(definitions)), definitions, cancellationToken).ConfigureAwait(false);
            File.Move(draft, _file, overwrite: true);
            _hasComplained = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!_hasComplained)
                Log.StateNotSaved(_logger, _file, exception);
            _hasComplained = true;
        }
        finally
        {
            Discard(draft);
        }
    }

    private void CreateFolder()
    {
        if (Path.GetDirectoryName(Path.GetFullPath(_file!)) is not { } folder || Directory.Exists(folder))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static async Task WriteAsync(string file, About about, byte[] definitions, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        var stream = new FileStream(file, options);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(about), cancellationToken).ConfigureAwait(false);
            await stream.WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            await stream.WriteAsync(definitions, cancellationToken).ConfigureAwait(false);
            stream.Flush(flushToDisk: true);
        }
    }

    private static void Discard(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It cannot be removed either: that was said already.
        }
    }

    /// <summary>Not the hash of the key that the portal stores: from the file, nobody gets anything to show to the portal.</summary>
    private static string OwnerOf(ReleasePortalOptions options) => Convert.ToHexString(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(options.Key!.Trim()), Encoding.UTF8.GetBytes($"{Purpose}\n{options.Address!.AbsoluteUri.TrimEnd('/')}")));

    private static string DefaultFile(string owner)
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(folder.Length > 0 ? folder : Path.GetTempPath(), "ReleasePortal", $"features-{owner[..16]}.json");
    }

    private static string Sum(byte[] definitions) => Convert.ToHexString(SHA256.HashData(definitions));

    /// <param name="Owner">Stands for the portal's address and the key.</param>
    /// <param name="Tag">The state's ETag.</param>
    /// <param name="SavedAt">When it was written.</param>
    /// <param name="Sum">SHA-256 of the state.</param>
    private sealed record About(string Owner, string? Tag, DateTimeOffset SavedAt, string Sum);
}
