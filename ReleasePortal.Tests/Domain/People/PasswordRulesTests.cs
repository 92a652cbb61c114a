using ReleasePortal.Domain.People;

namespace ReleasePortal.Tests.Domain.People;

public class PasswordRulesTests
{
    private const string Email = "ada.lovelace@example.com";
    private const string Name = "Ada Lovelace";

    [Theory]
    [InlineData("a long way to the sea")]
    [InlineData("Release-Portal-1")]
    [InlineData("lovelace wrote the first program")] // one's own name among other words
    [InlineData("密码很长很长很长很长很长")]
    [InlineData("twelve chars")]
    public void Password_ThatIsLongAndOnesOwn_IsFine(string password) => Assert.Empty(PasswordRules.Check("password", password, Email, Name));

    [Theory]
    [InlineData(null, "Required")]
    [InlineData("", "Required")]
    [InlineData("eleven char", "Password.TooShort")]
    [InlineData("🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑", "Password.TooShort")] // eleven, although 22 UTF-16 units
    [InlineData("            ", "Password.Common")]
    [InlineData("aaaaaaaaaaaaaaaa", "Password.Common")]
    [InlineData("ababababababababab", "Password.Common")]
    [InlineData("password1234", "Password.Common")]
    [InlineData("PassWord1234", "Password.Common")]
    [InlineData("ada.lovelace@example.com", "Password.Personal")]
    [InlineData("AdaLovelace1815", "Password.Personal")]
    [InlineData("lovelacelovelace", "Password.Personal")]
    public void Password_ThatWillNotDo_SaysWhy(string? password, string rule)
    {
        var error = Assert.Single(PasswordRules.Check("password", password, Email, Name));

        Assert.Equal(("password", rule), (error.Field, error.Rule));
    }

    [Fact]
    public void Password_LongerThanTheLimit_IsRefused()
    {
        Assert.Empty(PasswordRules.Check("password", Words(PasswordRules.MaxLength), Email, Name));
        Assert.Equal("TooLong", Assert.Single(PasswordRules.Check("password", Words(PasswordRules.MaxLength + 1), Email, Name)).Rule);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("a@b", "X")]
    public void Password_OfSomebodyWithAShortName_IsNotHeldAgainstThem(string? email, string? name) =>
        Assert.Empty(PasswordRules.Check("password", "a long way to the sea", email, name));

    private static string Words(int length) => string.Concat(Enumerable.Repeat("abcdefghij ", 20))[..length];
}
