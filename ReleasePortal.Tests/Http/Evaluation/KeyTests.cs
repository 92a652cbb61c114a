using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;
using ReleasePortal.Identity.Keys;

namespace ReleasePortal.Tests.Http.Evaluation;

public sealed class KeyTests(EvaluationPortal portal) : IClassFixture<EvaluationPortal>
{
    [Theory]
    [InlineData("Authorization", "Bearer {0}")]
    [InlineData("Authorization", "bearer {0}")]
    [InlineData("X-API-Key", "{0}")]
    public async Task RightKey_InEitherHeader_IsAnswered(string header, string value)
    {
        var client = portal.NewVisitor();
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value.Replace("{0}", portal.Secret, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, (await client.EvaluateAsync(EvaluationPortal.Open)).StatusCode);
    }

    [Theory]
    [InlineData("Authorization", "Bearer")]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", "Bearer rp_server_wrong")]
    [InlineData("Authorization", "Basic cnA6cnA=")]
    [InlineData("Authorization", "\u00e9\u00e9")]
    [InlineData("X-API-Key", "rp_server_wrong")]
    [InlineData("X-API-Key", "")]
    [InlineData("Cookie", "rp.session=x")]
    public async Task WrongKey_IsRefused(string header, string value)
    {
        var client = portal.NewVisitor();
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        await AssertUnauthorizedAsync(await client.EvaluateAsync(EvaluationPortal.Open));
        await AssertUnauthorizedAsync(await client.EvaluateAllAsync());
    }

    [Fact]
    public async Task VeryLongKey_IsRefused() =>
        await AssertUnauthorizedAsync(await portal.NewApplication(new string('a', 10_000)).EvaluateAllAsync());

    [Fact]
    public async Task WrongKey_OnAnUnknownControl_TellsNothing() =>
        await AssertUnauthorizedAsync(await portal.NewApplication("rp_server_wrong").EvaluateAsync("no-such-control"));

    [Fact]
    public async Task RevokedKey_IsRefused_FromThenOn()
    {
        var (secret, id) = await portal.AddKeyAsync();
        var client = portal.NewApplication(secret);
        Assert.Equal(HttpStatusCode.OK, (await client.EvaluateAllAsync()).StatusCode);

        await portal.ChangeAsync(new RevokeKey(id));

        await AssertUnauthorizedAsync(await client.EvaluateAllAsync());
    }

    [Fact]
    public async Task AutomationKey_IsForbidden()
    {
        var secret = KeySecret.New(KeyKind.Automation);
        var person = await portal.AddPersonAsync(Role.Engineer);
        await portal.ChangeAsync(new CreateKey(
            Guid.CreateVersion7(), "Pipeline", KeyKind.Automation, "production", KeySecret.HashOf(secret), KeySecret.PrefixOf(secret), person.Id, KeyPermission.ReadLaunches));

        var answer = await portal.NewApplication(secret).EvaluateAllAsync();

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.NotNull((string?)(await answer.JsonAsync())["errorDetails"]);
    }

    [Fact]
    public async Task SignedInPerson_WithoutAKey_IsRefused()
    {
        var engineer = await portal.SignedInAsync(ReleasePortal.Domain.Access.Role.Engineer);

        await AssertUnauthorizedAsync(await engineer.EvaluateAllAsync());
    }

    [Fact]
    public async Task Use_IsRemembered()
    {
        await portal.NewApplication().EvaluateAllAsync();

        await portal.Services.GetRequiredService<LastUses>().FlushAsync(TestContext.Current.CancellationToken);

        await using var database = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        var key = await database.ApiKeys.SingleAsync(key => key.Id == portal.KeyId, TestContext.Current.CancellationToken);
        Assert.InRange(TimeProvider.System.GetUtcNow() - key.LastUsedAt!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void Secrets_AreNeverLogged() =>
        Assert.DoesNotContain(portal.Logs, line => line.Contains(portal.Secret, StringComparison.Ordinal));

    private static async Task AssertUnauthorizedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(new AuthenticationHeaderValue("Bearer"), answer.Headers.WwwAuthenticate.Single());
        Assert.NotNull((string?)(await answer.JsonAsync())["errorDetails"]);
    }
}
