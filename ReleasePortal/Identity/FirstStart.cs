using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Changes;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Environments;

namespace ReleasePortal.Identity;

/// <summary>What a new portal needs before anybody can use it: environments, and somebody who can manage people.</summary>
public sealed class FirstStart(
    IDbContextFactory<PortalDbContext> contexts,
    ChangeDesk desk,
    FirstAdministrator administrator,
    SetUpLink link,
    IOptions<BootstrapOptions> bootstrap,
    IServer server,
    IHostApplicationLifetime lifetime,
    ILogger<FirstStart> logger)
{
    /// <summary>Runs at every start, after the database is ready, and does what is missing.</summary>
    /// <exception cref="InvalidOperationException">The configured administrator was refused; the message says why.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await DefineEnvironmentsAsync(cancellationToken);
        if (await administrator.ExistsAsync(cancellationToken))
            return;

        if (bootstrap.Value.IsSet)
            await CreateAdministratorAsync(bootstrap.Value, cancellationToken);
        else
            OfferSetUp();
    }

    private async Task DefineEnvironmentsAsync(CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (await database.Environments.AnyAsync(cancellationToken))
            return;

        var defined = await desk.ApplyAsync(
            new ChangeSet(DefaultEnvironments.Changes, Source: ChangeSource.Portal), Actor.Portal, cancellationToken);
        if (defined.Refusal is { } refusal and not KeyTaken) // another portal on the same database was quicker
            throw new InvalidOperationException("The first environments were refused: " + refusal.Message);
    }

    private async Task CreateAdministratorAsync(BootstrapOptions options, CancellationToken cancellationToken)
    {
        var email = options.AdminEmail!.Trim();
        var refusal = await administrator.CreateAsync(email, email.Split('@')[0], options.AdminPassword!, cancellationToken);
        if (refusal is null)
            Log.AdministratorCreated(logger);
        else if (!await administrator.ExistsAsync(cancellationToken))
            throw new InvalidOperationException($"The administrator of Bootstrap:AdminEmail was refused ({refusal.Field}): {refusal.Message}");
    }

    private void OfferSetUp()
    {
        var path = link.Open();
        lifetime.ApplicationStarted.Register(() => Log.SetUpLink(logger, Address() + path, SetUpLink.Validity.TotalHours));
    }

    // The server listens only after the start, and often on all addresses, which no browser can open.
    private string Address() =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?
            .Replace("//+", "//localhost", StringComparison.Ordinal)
            .Replace("//*", "//localhost", StringComparison.Ordinal)
            .Replace("//[::]", "//localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
        ?? "";
}
