using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Data;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Changes.Checkpoints;

/// <summary>
/// The key that signs checkpoints: the configured one, or one that is made once. A portal with a database of its own keeps it in a
/// file beside that, which only its account can read, so that a copy of the database alone cannot sign; portals that share a
/// PostgreSQL share the key through it, under data protection.
/// </summary>
public sealed class CheckpointKey(
    IDbContextFactory<PortalDbContext> contexts, IDataProtectionProvider protection, IOptions<CheckpointOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ECDsa? _key;

    /// <summary>The key with its private part; it stays this object's.</summary>
    /// <exception cref="InvalidOperationException">The configured file holds no private key on P-256.</exception>
    public async Task<ECDsa> GetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return _key ??= Open(await ReadAsync(cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _key?.Dispose();
        _turn.Dispose();
    }

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Key is { Length: > 0 } configured)
            return await File.ReadAllTextAsync(configured, cancellationToken);

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return database.Database.IsSqlite() && database.Database.GetDbConnection().DataSource is { Length: > 0 } file and not ":memory:"
            ? await InFileAsync(Path.ChangeExtension(file, null) + "-signing-key.pem", cancellationToken)
            : await InStoreAsync(database, cancellationToken);
    }

    private static async Task<string> InFileAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            // Never visible half written, and never replaced.
            var draft = file + "." + Guid.NewGuid().ToString("N");
            var access = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                access.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var writer = new StreamWriter(draft, access))
                await writer.WriteAsync(Make().AsMemory(), cancellationToken);
            try
            {
                File.Move(draft, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(draft);
            }
        }

        return await File.ReadAllTextAsync(file, cancellationToken);
    }

    private async Task<string> InStoreAsync(PortalDbContext database, CancellationToken cancellationToken)
    {
        var protector = protection.CreateProtector("ReleasePortal.Checkpoints");
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.LockHeadAsync(cancellationToken); // of several portals that start at once, one makes it
        if (await database.SigningKeys.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } kept)
        {
            database.Add(kept = new SigningKey { Protected = protector.Protect(Make()) });
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return protector.Unprotect(kept.Protected);
    }

    private static string Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    private static ECDsa Open(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            var parameters = key.ExportParameters(includePrivateParameters: true);
            CryptographicOperations.ZeroMemory(parameters.D);
            if (key.KeySize is 256)
                return key;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new InvalidOperationException("The key for checkpoints cannot be read: it must be a private EC key on P-256, in PEM, without a password.", exception);
        }

        key.Dispose();
        throw new InvalidOperationException("The key for checkpoints is on another curve: it must be P-256.");
    }
}
