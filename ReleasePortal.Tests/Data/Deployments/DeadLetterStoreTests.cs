using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Data.Deployments;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Data.Deployments;

/// <summary>The list of refused reports stays small, on both databases.</summary>
public abstract class DeadLetterStoreTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private DeadLetterStore Store => Portal.Services.GetRequiredService<DeadLetterStore>();

    [Fact]
    public async Task OneMoreThanAreKept_TheOldestMakesRoom()
    {
        await using (var database = await Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync())
        {
            database.AddRange(Enumerable.Range(1, DeadLetter.Most).Select(number => new DeadLetter(ALetter($"report {number}"), new UnreadableReport(), Given.Now)));
            await database.SaveChangesAsync();
        }

        await Store.KeepAsync(ALetter("one more"), new UnreadableReport());

        var kept = await Portal.ReadAsync(database => database.DeadLetters.AsNoTracking().OrderBy(letter => letter.Id).ToListAsync());
        Assert.Equal(DeadLetter.Most, kept.Count);
        Assert.Equal(("report 2", "one more"), (kept[0].Body, kept[^1].Body));
    }

    [Theory]
    [InlineData(DeadLetter.LongestBody, true)]
    [InlineData(DeadLetter.LongestBody + 1, false)]
    public async Task ABodyIsKept_UpToItsLimit_AndItsSizeAlways(int length, bool isKept)
    {
        await Store.KeepAsync(ALetter(new string('x', length)), new UnreadableReport());

        var kept = await Portal.ReadAsync(database => database.DeadLetters.AsNoTracking().SingleAsync());
        Assert.Equal((isKept, length), (kept.Body is not null, (int)kept.Size));
    }

    [Fact]
    public async Task WhatADatabaseCannotStore_IsLeftOut()
    {
        await Store.KeepAsync(ALetter("{\"id\":\"a\0b\"}"), new UnreadableReport());

        Assert.Equal("{\"id\":\"ab\"}", (await Portal.ReadAsync(database => database.DeadLetters.AsNoTracking().SingleAsync())).Body);
    }

    private static Letter ALetter(string body) => new(DeploymentSource.Api, "Pipeline", "production", new Dictionary<string, string>(StringComparer.Ordinal), body);
}

public sealed class DeadLetterStoreOnSqliteTests() : DeadLetterStoreTests(postgres: null);

public sealed class DeadLetterStoreOnPostgreSqlTests(PostgresServer postgres) : DeadLetterStoreTests(postgres);
