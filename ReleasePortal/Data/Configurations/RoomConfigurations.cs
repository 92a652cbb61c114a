using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Data.Configurations;

internal sealed class GroupConfiguration : IEntityTypeConfiguration<AudienceGroup>
{
    public void Configure(EntityTypeBuilder<AudienceGroup> builder)
    {
        builder.Property(group => group.Id).ValueGeneratedNever();
        builder.Property(group => group.Key).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(group => group.Key).IsUnique();
        builder.Property(group => group.Area).HasMaxLength(Slug.MaxLength);
        builder.Property(group => group.Members).HasJson();
        builder.Property(group => group.Conditions).HasJson();
        builder.Property(group => group.Version).IsConcurrencyToken();
    }
}

internal sealed class EnvironmentConfiguration : IEntityTypeConfiguration<DeploymentEnvironment>
{
    public void Configure(EntityTypeBuilder<DeploymentEnvironment> builder)
    {
        builder.Property(environment => environment.Id).ValueGeneratedNever();
        builder.Property(environment => environment.Key).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(environment => environment.Key).IsUnique();
        builder.Property(environment => environment.Approval).HasDefaultValue(ApprovalPolicy.Off);
        builder.Property(environment => environment.Version).IsConcurrencyToken();
    }
}

internal sealed class FreezeConfiguration : IEntityTypeConfiguration<Freeze>
{
    public void Configure(EntityTypeBuilder<Freeze> builder)
    {
        builder.Property(freeze => freeze.Id).ValueGeneratedNever();
        builder.Property(freeze => freeze.Environment).HasMaxLength(Slug.MaxLength);
        builder.Property(freeze => freeze.Reason).HasMaxLength(Freeze.LongestReason);
        builder.HasIndex(freeze => freeze.Until);
        builder.Property(freeze => freeze.Version).IsConcurrencyToken();
    }
}

internal sealed class AreaConfiguration : IEntityTypeConfiguration<Area>
{
    public void Configure(EntityTypeBuilder<Area> builder)
    {
        builder.Property(area => area.Id).ValueGeneratedNever();
        builder.Property(area => area.Key).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(area => area.Key).IsUnique();
        builder.HasData(new { Id = new Guid("019a0000-0000-7000-8000-000000000001"), Key = Areas.Default, Name = "General" });
    }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.Property(key => key.Id).ValueGeneratedNever();
        builder.Property(key => key.SecretHash).HasMaxLength(64);
        builder.HasIndex(key => key.SecretHash).IsUnique();
        builder.Property(key => key.Environment).HasMaxLength(Slug.MaxLength);
        builder.Property(key => key.Area).HasMaxLength(Slug.MaxLength);
        builder.Property(key => key.PreviousSecretHash).HasMaxLength(64);
        builder.Property(key => key.Permissions).HasJson().HasDefaultValueSql("'[]'");
        builder.Property(key => key.Origins).HasJson().HasDefaultValueSql("'[]'");
    }
}

internal sealed class CalendarAddressConfiguration : IEntityTypeConfiguration<CalendarAddress>
{
    public void Configure(EntityTypeBuilder<CalendarAddress> builder)
    {
        builder.HasKey(address => address.PersonId);
        builder.Property(address => address.PersonId).ValueGeneratedNever();
        builder.Property(address => address.TokenHash).HasMaxLength(64);
        builder.HasIndex(address => address.TokenHash).IsUnique();
    }
}

internal sealed class UserConfiguration : IEntityTypeConfiguration<PortalUser>
{
    public void Configure(EntityTypeBuilder<PortalUser> builder)
    {
        builder.Property(user => user.Id).ValueGeneratedNever();
        builder.Property(user => user.DisplayName).HasMaxLength(100);
    }
}

internal sealed class RoleConfiguration : IEntityTypeConfiguration<IdentityRole<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityRole<Guid>> builder) => builder.HasData(
        Enum.GetValues<Role>().Select(role => new IdentityRole<Guid>(role.ToString())
        {
            Id = new Guid($"019a0000-0000-7000-8000-00000000001{(int)role}"),
            NormalizedName = role.ToString().ToUpperInvariant(),
            ConcurrencyStamp = role.ToString(),
        }));
}
