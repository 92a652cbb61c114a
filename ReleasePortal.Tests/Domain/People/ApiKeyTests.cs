using ReleasePortal.Domain;
using ReleasePortal.Domain.People;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.People;

/// <summary>API keys, and passwords that must never be written anywhere.</summary>
public class ApiKeyTests
{
    [Fact]
    public void Create_Key_KeepsTheHashOnlyAndSaysItsName()
    {
        var wanted = Given.AKeyToCreate(" Web shop ");

        var key = ApiKey.Create(wanted, Given.Circumstances()).OrThrow();
        var changed = key.Created(Given.Circumstances());

        Assert.Equal(("Web shop", wanted.SecretHash, Given.Now), (key.Name, key.SecretHash, key.CreatedAt));
        Assert.Equal("created the API key Web shop for Production", changed.Sentence.Did().Plain());
        Assert.DoesNotContain(wanted.SecretHash, System.Text.Json.JsonSerializer.Serialize(changed.After), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "name: Required")]
    [InlineData("line\nbreak", "name: Characters")]
    public void Create_NameThatIsNone_IsRefused(string name, string error) =>
        Assert.Equal([error], ApiKey.Create(Given.AKeyToCreate(name), Given.Circumstances()).Refusal.Errors());

    [Fact]
    public void Create_OverLongName_IsRefused() =>
        Assert.Equal(["name: TooLong"], ApiKey.Create(Given.AKeyToCreate(new string('x', 101)), Given.Circumstances()).Refusal.Errors());

    [Fact]
    public void Create_WithoutAHash_IsRefused() => Assert.Equal(
        ["secretHash: Required"], ApiKey.Create(Given.AKeyToCreate() with { SecretHash = "" }, Given.Circumstances()).Refusal.Errors());

    [Fact]
    public void Revoke_Key_IsRevokedFromThen()
    {
        var key = ApiKey.Create(Given.AKeyToCreate(), Given.Circumstances()).OrThrow();

        var changed = key.Revoke(Given.Circumstances(at: Given.Now.AddDays(1))).OrThrow();

        Assert.Equal(Given.Now.AddDays(1), key.RevokedAt);
        Assert.Equal("revoked the API key Web shop of Production", changed.Sentence.Did().Plain());
        Assert.False(Assert.IsType<KeySnapshot>(changed.Before).Revoked);
        Assert.True(Assert.IsType<KeySnapshot>(changed.After).Revoked);
    }

    [Fact]
    public void Revoke_Twice_IsRefused()
    {
        var key = ApiKey.Create(Given.AKeyToCreate(), Given.Circumstances()).OrThrow();
        key.Revoke(Given.Circumstances()).OrThrow();

        Assert.IsType<AlreadySo>(key.Revoke(Given.Circumstances()).Refusal);
    }

    [Fact]
    public void Rotate_Key_KeepsTheSecretBeforeForAWhile()
    {
        var wanted = Given.AKeyToCreate();
        var key = ApiKey.Create(wanted, Given.Circumstances()).OrThrow();

        var changed = key.Rotate(ARotation(key, TimeSpan.FromDays(7)), Given.Circumstances()).OrThrow();

        Assert.Equal((wanted.SecretHash, Given.Now.AddDays(7)), (key.PreviousSecretHash, key.PreviousUntil));
        Assert.Equal((new string('b', 64), "rp_server_b1c2"), (key.SecretHash, key.Prefix));
        Assert.Equal(Given.Now.AddDays(7), Assert.IsType<KeySnapshot>(changed.After).PreviousUntil);
        Assert.StartsWith("made a new secret for the API key Web shop of Production; the one before works until ", changed.Sentence.Did().Plain(), StringComparison.Ordinal);
        Assert.DoesNotContain(key.SecretHash, System.Text.Json.JsonSerializer.Serialize(changed), StringComparison.Ordinal);
    }

    [Fact]
    public void Rotate_WithoutOverlap_StopsTheSecretBeforeAtOnce()
    {
        var key = ApiKey.Create(Given.AKeyToCreate(), Given.Circumstances()).OrThrow();
        key.Rotate(ARotation(key, TimeSpan.FromDays(7)), Given.Circumstances()).OrThrow();

        var changed = key.Rotate(ARotation(key, TimeSpan.Zero), Given.Circumstances()).OrThrow();

        Assert.Equal((null, null), (key.PreviousSecretHash, key.PreviousUntil));
        Assert.Equal("made a new secret for the API key Web shop of Production; the one before stopped at once", changed.Sentence.Did().Plain());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(31)]
    public void Rotate_OverlapBeyondItsLimits_IsRefused(int days)
    {
        var key = ApiKey.Create(Given.AKeyToCreate(), Given.Circumstances()).OrThrow();

        Assert.Equal(["overlap: Overlap"], key.Rotate(ARotation(key, TimeSpan.FromDays(days)), Given.Circumstances()).Refusal.Errors());
    }

    [Fact]
    public void Rotate_RevokedKey_IsRefused()
    {
        var key = ApiKey.Create(Given.AKeyToCreate(), Given.Circumstances()).OrThrow();
        key.Revoke(Given.Circumstances()).OrThrow();

        Assert.IsType<KeyRevoked>(key.Rotate(ARotation(key, TimeSpan.Zero), Given.Circumstances()).Refusal);
    }

    [Fact]
    public void Create_BrowserKey_KeepsItsOriginsAsBrowsersSayThem()
    {
        var wanted = Given.AKeyToCreate() with { Kind = KeyKind.Browser, Origins = ["https://Shop.example:443", "https://shop.example", "http://localhost:5173"] };

        var key = ApiKey.Create(wanted, Given.Circumstances()).OrThrow();

        Assert.Equal(["https://shop.example", "http://localhost:5173"], key.Origins);
    }

    [Fact]
    public void Create_BrowserKeyWithoutOrigins_IsRefused() => Assert.Equal(
        ["origins: Required"], ApiKey.Create(Given.AKeyToCreate() with { Kind = KeyKind.Browser }, Given.Circumstances()).Refusal.Errors());

    [Fact]
    public void Create_BrowserKeyWithSomethingElse_SaysWhat() => Assert.Equal(
        ["origins: Origin", "origins: Origin"],
        ApiKey.Create(
            Given.AKeyToCreate() with { Kind = KeyKind.Browser, Origins = ["https://shop.example/", "https://a.example", "http://b.example"] }, Given.Circumstances()).Refusal.Errors());

    [Fact]
    public void ToString_ChangesWithPasswords_NeverTellThem()
    {
        const string secret = "correct horse battery staple";
        PersonChange[] changes =
        [
            new AddPerson(Guid.CreateVersion7(), "ann@example.com", "Ann", [], secret),
            new ResetPassword(Guid.CreateVersion7(), secret),
            new ChangeOwnPassword(Guid.CreateVersion7(), secret, secret),
        ];

        Assert.All(changes, change => Assert.DoesNotContain(secret, $"{change}", StringComparison.Ordinal));
    }

    private static RotateKey ARotation(ApiKey key, TimeSpan overlap) => new(key.Id, new string('b', 64), "rp_server_b1c2", overlap);
}
